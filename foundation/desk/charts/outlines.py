"""The base map as SVG outlines: projected once from the GeoJSON in reference/map, rounded to whole units.

A change of the base map is a change of that one file. Longitude is shortened by 0.81, the cosine at the province's
middle latitude (36°), which keeps shapes true enough for a map this small; no tile server, no projection library.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

SHORTENING = 0.81
WIDTH = 640
MARGIN = 3
LABEL_SHAPE = 1.45  # a label is wider than high: distance sideways counts less
GRID = 13
REFINEMENTS = 3

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """One division: code, name, path data in whole units, and the point where its label sits."""

    code: str
    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class BaseMap:
    """All outlines on one canvas of ``width`` by ``height`` units; ``approval`` is the number of the map's licence."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    approval: str = ""


@lru_cache(maxsize=4)
def base_map(path: Path) -> BaseMap:
    """Read and project the base map. Raises FileNotFoundError, ValueError (no JSON) or KeyError (no adcode, name)."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    features = collection["features"]
    polygons = [(feature["properties"], _polygons(feature["geometry"])) for feature in features]
    points = [point for _, parts in polygons for part in parts for ring in part for point in ring]
    west, north = min(x for x, _ in points), max(y for _, y in points)
    east, south = max(x for x, _ in points), min(y for _, y in points)
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * SHORTENING)

    def project(point: Sequence[float]) -> Point:
        return MARGIN + (point[0] - west) * SHORTENING * scale, MARGIN + (north - point[1]) * scale

    outlines = []
    for properties, parts in polygons:
        rings = [[project(point) for point in ring] for part in parts for ring in part]
        largest = max((part[0] for part in parts), key=lambda ring: abs(_area([project(point) for point in ring])))
        x, y = label_point([project(point) for point in largest])
        path_data = "".join(_path(ring) for ring in rings)
        outlines.append(Outline(str(properties["adcode"]), str(properties["name"]), path_data, round(x), round(y)))
    height = round((north - south) * scale + 2 * MARGIN)
    return BaseMap(
        WIDTH, height, tuple(sorted(outlines, key=lambda outline: outline.code)), collection.get("approval", "")
    )


def _polygons(geometry: dict[str, Any]) -> list[list[list[Sequence[float]]]]:
    """The polygons of a geometry; each is a list of rings, the outer one first (GeoJSON nests MultiPolygon deeper)."""
    polygons: list[list[list[Sequence[float]]]] = (
        [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    )
    return polygons


def _path(ring: Iterable[Point]) -> str:
    """Relative path data in whole units; points that fall together are dropped, specks of under three points too."""
    whole: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x), round(y))
        if not whole or whole[-1] != point:
            whole.append(point)
    if whole and whole[0] == whole[-1]:
        whole.pop()
    if len(whole) < 3:
        return ""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(whole)]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z"


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def label_point(ring: Sequence[Point]) -> Point:
    """The point inside the ring with the most room around it for a label (a grid search, refined three times)."""
    squeezed = [(x / LABEL_SHAPE, y) for x, y in ring]
    left, right = min(x for x, _ in squeezed), max(x for x, _ in squeezed)
    top, bottom = min(y for _, y in squeezed), max(y for _, y in squeezed)
    centre, half_width, half_height = ((left + right) / 2, (top + bottom) / 2), (right - left) / 2, (bottom - top) / 2
    for _ in range(REFINEMENTS):
        candidates = [
            (centre[0] + half_width * (2 * i / (GRID - 1) - 1), centre[1] + half_height * (2 * j / (GRID - 1) - 1))
            for i in range(GRID)
            for j in range(GRID)
        ]
        centre = max(candidates, key=lambda point: _room(point, squeezed))
        half_width, half_height = half_width * 2 / GRID, half_height * 2 / GRID
    return centre[0] * LABEL_SHAPE, centre[1]


def _room(point: Point, ring: Sequence[Point]) -> float:
    """Distance from the point to the ring, negative outside of it."""
    x, y = point
    inside, nearest = False, math.inf
    previous = ring[-1]
    for current in ring:
        (ax, ay), (bx, by) = previous, current
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        length = (bx - ax) ** 2 + (by - ay) ** 2
        along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
        nearest = min(nearest, (x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2)
        previous = current
    return math.sqrt(nearest) if inside else -math.sqrt(nearest)
