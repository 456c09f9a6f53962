"""The three economic circles of the province: areas between it and its cities, whose figures are those of their cities.

Which city belongs to which circle stands in the dated table of divisions, with its source; the keys are those of
addresses.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from foundation.law import queries as law
from foundation.law.models import Division

CIRCLES: Final[Mapping[str, str]] = {"capital": "省会经济圈", "jiaodong": "胶东经济圈", "southern": "鲁南经济圈"}
"""Keys of addresses and what the table of divisions calls the circles."""
NAMES: Final[Mapping[str, Any]] = {
    "capital": _("Provincial capital economic circle"),
    "jiaodong": _("Jiaodong economic circle"),
    "southern": _("Southern Shandong economic circle"),
}


def cities_of(circle: str) -> tuple[str, ...]:
    """Return the codes of a circle's cities; none for a key that nobody knows."""
    name = CIRCLES.get(circle)
    return tuple(row.code for row in law.divisions(Division.Level.CITY) if row.circle == name) if name else ()


def circle_of(city: str) -> str:
    """Return the key of a city's circle, or empty."""
    division = law.division(city) if city else None
    return next((key for key, name in CIRCLES.items() if division and division.circle == name), "")
