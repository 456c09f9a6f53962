"""The nearest institutions that may accept now what somebody needs, beyond the place where he looked.

Seats have no coordinates: the own county is nearest, then the own city, then cities by the distance of their middles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from foundation.law.queries import division, divisions
from institutions.distances import kilometres
from institutions.models import Institution
from institutions.openness import keys_of_able

MOST: Final = 3
UNKNOWN: Final = 100_000
"""Stands for a distance that the map does not know: behind every other."""


@dataclass(frozen=True)
class Near:
    """An institution and how far it is, in words."""

    row: Institution
    words: str


def nearest(city: str, county: str, category: str, on: date) -> list[Near]:
    """Return the nearest that may accept now outside a county or, where none is named, outside a city; by one question.

    Without a city there is no place to be near to, and nothing is returned.
    """
    home = division(city)
    if home is None or home.level != "city":
        return []
    rows: QuerySet[Institution] = Institution.objects.published().filter(pk__in=keys_of_able(category, on))
    rows = rows.exclude(county_code=county) if county else rows.exclude(city_code=city)
    far = {row.code: 0 if row.code == city else kilometres(city, row.code) for row in divisions("city")}
    steps = [When(city_code=code, then=Value(UNKNOWN if km is None else km)) for code, km in far.items()]
    distance = Case(*steps, default=Value(UNKNOWN), output_field=IntegerField())
    found: Sequence[Institution] = list(rows.annotate(far=distance).order_by("far", "licence_number")[:MOST])
    return [Near(row, _words(far.get(row.city_code), same=row.city_code == city)) for row in found]


def _words(km: int | None, *, same: bool) -> str:
    if same:
        return _("in the same city")
    return _("about %(km)d km away") % {"km": km} if km is not None else _("distance unknown")
