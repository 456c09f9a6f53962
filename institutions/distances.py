"""How far two cities are apart, as the crow flies between the middles of their outlines: seats have no coordinates."""

import json
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

from django.conf import settings

from foundation.desk.charts.city_map import FILE

EARTH: Final = 6371.0
Point = tuple[float, float]


def kilometres(first: str, second: str) -> int | None:
    """Return the distance of two cities by their codes in whole kilometres; None where the map has no such city."""
    middles = _middles()
    if first not in middles or second not in middles:
        return None
    (east, north), (other_east, other_north) = middles[first], middles[second]
    across = sin(radians(other_east - east) / 2) ** 2
    up = sin(radians(other_north - north) / 2) ** 2
    return round(2 * EARTH * asin(sqrt(up + cos(radians(north)) * cos(radians(other_north)) * across)))


@cache
def _middles() -> dict[str, Point]:
    """The middle of the largest outline of each city, longitude and latitude in degrees."""
    drawn = json.loads((settings.REFERENCE_DIR / FILE).read_text(encoding="utf-8"))
    return {each["properties"]["adcode"]: _middle(each["geometry"]) for each in drawn["features"]}


def _middle(geometry: dict[str, Any]) -> Point:
    whole = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings: list[list[Point]] = [[(east, north) for east, north in polygon[0]] for polygon in whole]
    area, middle = max(_weighed(ring) for ring in rings)
    return middle if area else rings[0][0]


def _weighed(ring: list[Point]) -> tuple[float, Point]:
    """The area of a ring in square degrees, and its centre of gravity."""
    twice = east = north = 0.0
    for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = x * next_y - next_x * y
        twice, east, north = twice + part, east + (x + next_x) * part, north + (y + next_y) * part
    return (abs(twice) / 2, (east / (3 * twice), north / (3 * twice))) if twice else (0.0, ring[0])
