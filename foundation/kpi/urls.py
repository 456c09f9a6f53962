"""Routes of the pages of figures, under /figures/."""

from django.urls import include, path, register_converter

from foundation.kpi import views


class DivisionCode:
    """Six digits."""

    regex = r"\d{6}"

    def to_python(self, value: str) -> str:
        """The code itself."""
        return value

    def to_url(self, value: str) -> str:
        """The code itself."""
        return value


register_converter(DivisionCode, "division")

urlpatterns = [
    path("", views.province, name="figures"),
    path("releases/", include("foundation.kpi.releases.urls")),
    path("catalogue/", views.catalogue, name="figures_catalogue"),
    path("city/<division:code>/", views.city, name="figures_of_city"),
    path("county/<division:code>/", views.county, name="figures_of_county"),
    path("institution/<uuid:key>/", views.institution, name="figures_of_institution"),
]
