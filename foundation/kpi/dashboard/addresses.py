"""The addresses of the pages of figures."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from foundation.kpi.areas import Area


def page_of(area: Area) -> str:
    """The address of an area's page."""
    if area.institution:
        return reverse("figures_of_institution", args=[area.institution])
    if area.county:
        return reverse("figures_of_county", args=[area.county])
    if area.city:
        return reverse("figures_of_city", args=[area.city])
    return f"{reverse('figures')}?{urlencode({'circle': area.circle})}" if area.circle else reverse("figures")


def with_period(address: str, parameters: Mapping[str, str]) -> str:
    """An address of an area's page with a period."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"


def area_url(child: str, key: str) -> str:
    """The page of a city, county or institution by its key."""
    return reverse(f"figures_of_{child}", args=[UUID(key) if child == "institution" else key])
