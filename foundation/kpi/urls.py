"""Routes of the pages of figures, under /figures/."""

from django.urls import include, path, register_converter

from foundation.kpi import views
from foundation.kpi.boards import views as boards
from foundation.kpi.checking import views as checking


class DivisionCode:
    """Six digits."""

    regex = r"\d{6}"

    def to_python(self, value: str) -> str:
        """The code itself."""
        return value

    def to_url(self, value: str) -> str:
        """The code itself."""
        return value


class FileForm:
    """A form in which a block of figures can be had."""

    regex = "csv|xlsx|png"

    def to_python(self, value: str) -> str:
        """The form itself."""
        return value

    def to_url(self, value: str) -> str:
        """The form itself."""
        return value


register_converter(DivisionCode, "division")
register_converter(FileForm, "file_form")

urlpatterns = [
    path("", views.province, name="figures"),
    path("releases/", include("foundation.kpi.releases.urls")),
    path("boards/<slug:board>/", boards.board_page, name="figures_board"),
    path("boards/<slug:board>/<slug:block>.<file_form:form>", boards.block_file, name="figures_block"),
    path("catalogue/", views.catalogue, name="figures_catalogue"),
    path("checks/", checking.check_list, name="figure_check_list"),
    path("checks/<uuid:pk>/", checking.check_page, name="figure_check"),
    path("recompute/", checking.recount_new, name="recount_new"),
    path("recompute/<uuid:pk>/", checking.recount_page, name="recount"),
    path("recompute/<uuid:pk>/progress/", checking.recount_progress, name="recount_progress"),
    path("recompute/<uuid:pk>/stop/", checking.recount_stop, name="recount_stop"),
    path("city/<division:code>/", views.city, name="figures_of_city"),
    path("county/<division:code>/", views.county, name="figures_of_county"),
    path("institution/<uuid:key>/", views.institution, name="figures_of_institution"),
]
