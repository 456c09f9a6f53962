"""The list of releases, for the page, exports and the API."""

from typing import Any, Final

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec
from foundation.kpi.models import Release
from foundation.kpi.releases.states import ReleaseState
from foundation.kpi.verbs import VIEW_RELEASES


class ReleaseFilter(django_filters.FilterSet):
    """Conditions on releases."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=ReleaseState.choices, empty_label=_("All"))
    period = django_filters.CharFilter(label=_("Period"), method="by_period")

    class Meta:
        model = Release
        fields: list[str] = []

    def by_period(self, queryset: Any, name: str, value: str) -> Any:
        """Releases of a period, or of everything that begins so (2026)."""
        return queryset.filter(period__startswith=value.strip().upper())


def release_rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[Release]":
    """The releases the actor may see."""
    return Release.objects.visible_to(actor).for_list()


RELEASES: Final = ListSpec(
    code="releases",
    title=_("Releases of figures"),
    verb=VIEW_RELEASES.code,
    model=Release,
    rows=release_rows,
    filters=ReleaseFilter,
    orders={"newest": Order("newest", _("Newest first"), ("prepared_on", "id"), descending=True)},
    columns=(
        Column("period", _("Period"), "period", kind="code", essential=True),
        Column("number", _("Release number"), "number", kind="code", on_phone=True),
        Column("state", _("State"), "get_state_display", on_phone=True),
        Column("data_time", _("Data time"), "data_time", kind="moment"),
        Column("prepared", _("Prepared on"), "prepared_on", kind="date", order="newest", on_phone=True),
        Column("published", _("Published on"), "published_on", kind="date", on_phone=True),
        Column("changed", _("Figures changed since"), "recounted_changed", kind="number"),
        Column("digest", _("SHA-256"), "digest", kind="code", shown=False),
    ),
    route="release_list",
    link_of=Release.get_absolute_url,
    nothing=_("No figures have been frozen yet."),
    none_fits=_("No release meets these conditions."),
)
