"""Areas: province, economic circle, city, county, institution, and what a posting may open of them."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from foundation.accounts.acting import AnyActor
from foundation.accounts.roles import INSTITUTIONAL, SUPERVISING
from foundation.kpi.circles import cities_of
from foundation.kpi.measures import Countable


@dataclass(frozen=True)
class Area:
    """Where figures are counted: nothing set is the whole province; several set are all demanded.

    A city's officer who opens an institution gets the institution's figures in that city: the same
    rows as every list shows him (decisions.md 16).
    """

    city: str = ""
    county: str = ""
    institution: UUID | None = None
    circle: str = ""

    @property
    def is_province(self) -> bool:
        """Whether nothing narrows the area."""
        return not (self.city or self.county or self.institution or self.circle)

    @property
    def depth(self) -> int:
        """How deep the area lies: province 0, circle 1, city 2, county 3, institution 4."""
        return 4 if self.institution else 3 if self.county else 2 if self.city else 1 if self.circle else 0

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities that the area names: its own, or those of its circle; none where it names no city."""
        return (self.city,) if self.city else cities_of(self.circle)

    @property
    def target_code(self) -> str:
        """The area as targets name it: empty is the province."""
        return self.county or self.city

    def within(self, other: "Area") -> "Area | None":
        """Return what both areas have in common, or None where they exclude each other."""
        merged = replace(self)
        for name in ("city", "county", "institution", "circle"):
            mine, theirs = getattr(merged, name), getattr(other, name)
            if mine and theirs and mine != theirs:
                return None
            merged = replace(merged, **{name: mine or theirs})
        if merged.city and merged.county and merged.county[:4] != merged.city[:4]:
            return None
        city = merged.city or (f"{merged.county[:4]}00" if merged.county else "")
        if merged.circle and city and city not in cities_of(merged.circle):
            return None
        return merged

    def rows(self, countable: Countable) -> Q:
        """The condition on the rows of a countable that lie in the area."""
        condition = Q()
        for dimension in ("city", "county", "institution"):
            value, column = getattr(self, dimension), countable.column(dimension)
            if value and column:
                condition &= Q(**{column: value})
        column = countable.column("city")
        if self.circle and column:
            condition &= Q(**{f"{column}__in": cities_of(self.circle)})
        return condition

    def parameters(self) -> dict[str, str]:
        """The area as parameters of an address."""
        named = {
            "city": self.city,
            "county": self.county,
            "institution": str(self.institution or ""),
            "circle": self.circle,
        }
        return {name: value for name, value in named.items() if value}


PROVINCE = Area()


def own_area(actor: AnyActor) -> Area | None:
    """Return the widest area whose figures the posting may see, or None for roles without figures.

    It follows the same columns as `visible_to`; a test compares both for every role.
    """
    posting = actor.posting
    if posting is None:
        return None
    organisation = posting.organisation
    if posting.role in SUPERVISING:
        if organisation.level == "province":
            return PROVINCE
        if organisation.level == "city" and organisation.city_code:
            return Area(city=organisation.city_code)
        if organisation.level == "county" and organisation.county_code:
            return Area(county=organisation.county_code)
    if posting.role in INSTITUTIONAL:
        return Area(institution=organisation.pk)
    return None


def opened(actor: AnyActor, area: Area) -> Area | None:
    """Return the part of `area` that the actor may see, or None when that is nothing."""
    own = own_area(actor)
    return area.within(own) if own else None


def page_area(actor: AnyActor, area: Area) -> Area | None:
    """Return what a page named after `area` may show the actor, or None.

    Nobody gets a page of a wider area than his own: it would carry the name of the whole over a part.
    """
    own = own_area(actor)
    return opened(actor, area) if own is not None and own.depth <= area.depth else None
