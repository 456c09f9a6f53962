"""The areas that have reports: province and cities by the timetable; circles, counties and institutions on order.

What an actor may have follows from the rule of the pages of figures (`areas.page_area`): a report never shows more
than they do. A city that has an institution reported on gets what that institution did in the city (decisions.md 16).
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.kpi.areas import Area, own_area, page_area
from foundation.kpi.circles import CIRCLES, NAMES, cities_of
from foundation.kpi.reading import By
from foundation.law import queries as law
from foundation.law.models import Division
from governance.reporting.naming import Named, in_both, said_in_both
from governance.reporting.states import ReportLevel

_CHILD: Final[dict[str, By]] = {"province": "city", "circle": "city", "city": "county", "county": "institution"}


@dataclass(frozen=True)
class Place:
    """An area with its level, its code in addresses, its names, and where it was narrowed to the reader's own area."""

    level: str
    code: str
    area: Area
    names: Named
    within: Named

    @property
    def columns(self) -> dict[str, Any]:
        """What a row of a report keeps of it: a county with its city, as scopes ask for both."""
        county = self.area.county
        return {
            "city_code": f"{county[:4]}00" if county else self.area.city,
            "county_code": county,
            "circle": self.area.circle,
            "institution_id": self.area.institution,
        }

    @property
    def child(self) -> By | None:
        """What its figures are split by: cities, counties, institutions; nothing below an institution."""
        return _CHILD.get(self.level)

    @property
    def children(self) -> tuple[Division, ...]:
        """The divisions of its table; none where the table is one of institutions, or where there is none."""
        if self.level == ReportLevel.CIRCLE:
            cities = cities_of(self.area.circle)
            return tuple(row for row in law.divisions(Division.Level.CITY) if row.code in cities)
        if self.level == ReportLevel.PROVINCE:
            return law.divisions(Division.Level.CITY)
        return law.divisions(within=self.code) if self.level == ReportLevel.CITY else ()


def province() -> Place:
    """Return the province."""
    return _of_division(law.divisions(Division.Level.PROVINCE)[0])


def scheduled_places() -> list[Place]:
    """The places whose reports are written by the timetable."""
    return [province(), *(_of_division(row) for row in law.divisions(Division.Level.CITY))]


def offered_to(actor: AnyActor) -> list[Place]:
    """The places that are offered to an actor: his own area and what lies below it, of institutions his own alone."""
    own = own_area(actor)
    if own is None:
        return []
    if own.institution:
        found = place_for(actor, str(own.institution))
        return [found] if found else []
    every = [*map(_of_division, law.divisions()), *map(_of_circle, CIRCLES)]
    return [place for place in every if page_area(actor, place.area) is not None]


def place_for(actor: AnyActor, code: str) -> Place | None:
    """Return the place that an actor means by a code (370100, `capital`, the key of an institution), if it is his."""
    found = place_by(code)
    opened = page_area(actor, found.area) if found else None
    if found is None or opened is None:
        return None
    if found.area.institution is None:
        return found
    seen = Organisation.objects.visible_to(actor).filter(pk=found.area.institution).exists()
    return _narrowed(found, opened) if seen else None


def place_by(code: str) -> Place | None:
    """Return the place with a code, whoever asks."""
    if code in CIRCLES:
        return _of_circle(code)
    division = law.division(code)
    if division is not None:
        return _of_division(division)
    try:
        key = UUID(code)
    except ValueError:
        return None
    row = Organisation.objects.filter(pk=key, kind=Organisation.Kind.INSTITUTION).first()
    names = said_in_both(row.name) if row else None
    return Place(ReportLevel.INSTITUTION, str(key), Area(institution=key), names, {}) if names else None


def place_at(area: Area) -> Place:
    """Return the place of a report's row. Raises LookupError where it is no longer known."""
    alone = Area(institution=area.institution) if area.institution else area
    code = str(alone.institution or "") or alone.county or alone.city or alone.circle
    found = place_by(code) if code else province()
    if found is None:
        raise LookupError(f"There is no area {code}.")
    return _narrowed(found, area)


def _narrowed(place: Place, area: Area) -> Place:
    """An institution seen from a city or county, with the name of that."""
    division = law.division(area.county or area.city) if place.area != area else None
    return Place(place.level, place.code, area, place.names, in_both(division)) if division else place


def _of_division(row: Division) -> Place:
    areas = {Division.Level.CITY: Area(city=row.code), Division.Level.COUNTY: Area(county=row.code)}
    return Place(str(row.level), row.code, areas.get(Division.Level(row.level), Area()), in_both(row), {})


def _of_circle(key: str) -> Place:
    return Place(ReportLevel.CIRCLE, key, Area(circle=key), said_in_both(NAMES[key]), {})
