"""The addresses of the pages of figures."""

from uuid import UUID

from django.urls import reverse

from foundation.kpi.areas import Area


def page_of(area: Area) -> str:
    """The address of an area's page."""
    if area.institution:
        return reverse("figures_of_institution", args=[area.institution])
    if area.county:
        return reverse("figures_of_county", args=[area.county])
    return reverse("figures_of_city", args=[area.city]) if area.city else reverse("figures")


def area_url(child: str, key: str) -> str:
    """The page of a city, county or institution by its key."""
    return reverse(f"figures_of_{child}", args=[UUID(key) if child == "institution" else key])
