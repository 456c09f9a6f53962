"""The map of counts: sixteen links with name and value, five classes with round limits, drawn on the server.

Counts only. A rate is never mapped here, since most cities lie under the smallest denominator for one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import CityMap, MapShape
from foundation.desk.charts.outlines import base_map
from foundation.desk.formats import in_chinese, number

CLASSES = 5
FIRST_DARK_CLASS = 4  # labels on classes 4 and 5 are white
MANTISSAS = (10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 25, 30, 35, 40, 50, 60, 70, 80, 90)  # tenths
FILE = Path("map") / "cities.geojson"


@dataclass(frozen=True, slots=True)
class CityFigure:
    """The count of one city: full name, value (None = no data), and the rows behind it."""

    name: str
    value: int | None
    href: str


def city_map(title: str, figures: Mapping[str, CityFigure], *, current: str = "", path: Path | None = None) -> CityMap:
    """Draw the counts of the cities by division code; a city without a figure is drawn pale with —.

    ``current`` is the city that is chosen, drawn with a rim. ``path`` is another base map than
    reference/map/cities.geojson.
    """
    base = base_map(path or settings.REFERENCE_DIR / FILE)
    limits = round_limits([figure.value for figure in figures.values() if figure.value is not None])
    shapes = []
    for outline in base.outlines:
        figure = figures.get(outline.code, CityFigure(outline.name, None, ""))
        shade = shade_of(figure.value, limits)
        shapes.append(
            MapShape(
                code=outline.code,
                name=figure.name,
                label=short_name(figure.name),
                value=number(figure.value),
                href=figure.href,
                path=outline.path,
                x=outline.x,
                y=outline.y,
                shade=shade,
                on_dark=shade >= FIRST_DARK_CLASS,
                current=outline.code == current,
            )
        )
    return CityMap(title, base.width, base.height, tuple(shapes), legend(limits), base.approval)


def round_limits(values: Sequence[int]) -> tuple[int, ...]:
    """Four rising limits of five classes: fifths of the sorted values, each rounded to a number one can remember."""
    ordered = sorted(values)
    if not ordered:
        return tuple(range(1, CLASSES))
    candidates = _round_numbers(ordered[-1])
    limits: list[int] = []
    for fifth in range(1, CLASSES):
        wanted = ordered[len(ordered) * fifth // CLASSES]
        free = [candidate for candidate in candidates if not limits or candidate > limits[-1]]
        limits.append(min(free, key=lambda candidate: abs(candidate - wanted)))
    return tuple(limits)


def _round_numbers(largest: int) -> list[int]:
    """The whole round numbers up to ten times ``largest``, rising: 1, 2, … 9, 10, 11, 12 … 90, 100, 110 …"""
    decades = range(len(str(max(largest, 1))) + 1)
    found = {mantissa * 10**decade / 10 for decade in decades for mantissa in MANTISSAS}
    return sorted(int(value) for value in found if value.is_integer())


def shade_of(value: int | None, limits: Iterable[int]) -> int:
    """The colour class 1 to 5 of a value: one more than the limits it reaches."""
    return 1 if value is None else 1 + sum(value >= limit for limit in limits)


def legend(limits: Sequence[int]) -> tuple[str, ...]:
    """The limits in words, light to dark."""
    return (
        number(0) if limits[0] == 1 else _("under %(limit)s") % {"limit": number(limits[0])},
        *(_between(first, following - 1) for first, following in pairwise(limits)),
        _("%(limit)s and more") % {"limit": number(limits[-1])},
    )


def _between(first: int, last: int) -> str:
    if first == last:
        return number(first)
    return _("%(first)s–%(last)s") % {"first": number(first), "last": number(last)}


def short_name(name: str) -> str:
    """济南市 is 济南 on the map, Jinan City is Jinan."""
    return name.removesuffix("市") if in_chinese() else name.removesuffix(" City")
