"""The vocabulary of organisations."""

from typing import TYPE_CHECKING

from django.db.models import Q

from foundation.accounts.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from foundation.accounts.models import Organisation  # noqa: F401  (named in the base class)


class OrganisationQuerySet(ScopedQuerySet["Organisation"]):
    """Questions asked of bodies."""

    def published(self) -> "OrganisationQuerySet":
        """What everybody may see: the judicial administrative organs that are not closed, and how to reach them."""
        return self.filter(kind="organ", closed_on__isnull=True).select_related("division")

    def responsible_at(self, city: str, county: str = "") -> "OrganisationQuerySet":
        """The organs of a seat, the nearest first: its county, its city, the province (条例 art. 6; 144号令 art. 5)."""
        here = Q(level="province") | Q(level="city", city_code=city)
        if county:
            here |= Q(level="county", county_code=county)
        return self.filter(here).order_by("-division_id", "sort_key", "id")
