"""Django's own list of cases, for comparison only: default paginator, filters by columns with choices."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.urls import path

from cases.models import Case


class Cases(ModelAdmin):
    """The changelist as one writes it on the first day."""

    list_display = (
        "case_number",
        "state",
        "category",
        "accepted_on",
        "due_on",
        "issued_on",
        "client_name",
        "institution",
    )
    list_filter = ("state", "client_kind")
    list_select_related = ("category", "institution__organisation")
    list_per_page = 25

    def _yes(self, request: object, obj: object = None) -> bool:
        """Everybody may everything: the accounts of the portal know no permissions of Django."""
        return True

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = _yes
    has_module_permission = _yes


class Open(AdminSite):
    """A site for the signed-in officer of the measurement."""

    def has_permission(self, request: object) -> bool:
        """Everybody: the portal's own middleware has signed the officer in."""
        return True


_site = Open(name="admin")
_site.register(Case, Cases)

urlpatterns = [path("admin/", _site.urls)]
