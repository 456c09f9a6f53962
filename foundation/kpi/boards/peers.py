"""Peers: the areas of the same kind under the same area above, and how one stands among them.

Peers are never named to each other: a reader learns the median and his own place, and only among so many that the
median tells nobody's figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Final

from foundation.accounts.models import Organisation
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.catalogue import Kpi, Value, comparable
from foundation.kpi.reading import By

FEWEST: Final = 5
"""Peers with a comparable figure, the own one among them, from which a median and a place are told."""


@dataclass(frozen=True)
class Peers:
    """The area in which the peers lie, what they are, and the key of the one that is compared."""

    within: Area
    by: By
    key: str


@dataclass(frozen=True)
class Standing:
    """The median of the comparable peers; the own place among `of` of them, 0 where it has none."""

    median: Fraction
    place: int
    of: int


def peers_of(asked: Area) -> Peers | None:
    """Return the peers of a city, county or institution; the province and its circles have none."""
    if asked.institution:
        city = Organisation.objects.filter(pk=asked.institution).values_list("city_code", flat=True).first()
        return Peers(Area(city=city), "institution", str(asked.institution)) if city else None
    if asked.county:
        return Peers(Area(city=f"{asked.county[:4]}00"), "county", asked.county)
    return Peers(PROVINCE, "city", asked.city) if asked.city else None


def standing(kpi: Kpi, values: Mapping[str, Value], key: str) -> Standing | None:
    """Return how `key` stands among all that are comparable, None where these are too few to be told of.

    The best is first: the most where more is better, the fewest where fewer is; a neutral figure has no places.
    Equal figures share the better place.
    """
    known = {each: value.number for each, value in values.items() if value.number is not None and comparable(value)}
    if len(known) < FEWEST:
        return None
    own = known.get(key)
    place = 0
    if own is not None and kpi.direction != "neutral":
        better = sum(each > own if kpi.direction == "more" else each < own for each in known.values())
        place = 1 + better
    return Standing(Fraction(median(known.values())), place, len(known))
