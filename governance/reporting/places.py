"""The areas that have reports: the province and each city every month and year, a county when somebody asks."""

from dataclasses import dataclass
from typing import Final

from foundation.accounts.acting import AnyActor
from foundation.kpi.areas import Area, own_area, page_area
from foundation.kpi.reading import By
from foundation.law import queries as law
from foundation.law.models import Division

LEVELS: Final = Division.Level


@dataclass(frozen=True)
class Place:
    """A division with the codes that a row of a report keeps of it, and what its tables are split by."""

    division: Division

    @property
    def code(self) -> str:
        """The code of the division."""
        return self.division.code

    @property
    def city(self) -> str:
        """The city's code; empty for the province."""
        if self.division.level == LEVELS.CITY:
            return self.code
        return str(self.division.parent_id) if self.division.level == LEVELS.COUNTY else ""

    @property
    def county(self) -> str:
        """The county's code; empty for province and city."""
        return self.code if self.division.level == LEVELS.COUNTY else ""

    @property
    def area(self) -> Area:
        """The area as figures are asked of it."""
        return Area(county=self.county) if self.county else Area(city=self.city)

    @property
    def child(self) -> By:
        """What its figures are split by: cities, counties, institutions."""
        if self.county:
            return "institution"
        return "county" if self.city else "city"

    @property
    def children(self) -> tuple[Division, ...]:
        """The divisions of its table; none for a county, whose table is one of institutions."""
        return () if self.county else law.divisions(within=self.code)


def place_of(code: str) -> Place | None:
    """Return the place with a code of the table of divisions."""
    division = law.division(code)
    return Place(division) if division is not None else None


def place_at(city: str, county: str) -> Place:
    """Return the place of a report's row. Raises LookupError where the table of divisions has lost it."""
    found = place_of(county or city) if county or city else province()
    if found is None:
        raise LookupError(f"There is no division {county or city}.")
    return found


def province() -> Place:
    """Return the province."""
    return Place(law.divisions(LEVELS.PROVINCE)[0])


def scheduled_places() -> list[Place]:
    """The places whose reports are written by the timetable."""
    return [province(), *(Place(row) for row in law.divisions(LEVELS.CITY))]


def places_for(actor: AnyActor) -> list[Place]:
    """The places whose reports an actor may order: his own area and what lies below it."""
    own = own_area(actor)
    if own is None or own.institution:
        return []
    return [place for place in map(Place, law.divisions()) if is_open_to(actor, place)]


def is_open_to(actor: AnyActor, place: Place) -> bool:
    """Whether an actor may have a report of a place: the rule of the pages of figures."""
    return page_area(actor, place.area) is not None
