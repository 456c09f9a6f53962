"""The map of the sixteen cities: links with names and values, five classes with round limits."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from foundation.desk.charts.city_map import CityFigure, city_map, legend, round_limits, shade_of
from foundation.desk.charts.contract import CityMap
from foundation.desk.charts.outlines import base_map

COUNTS = {
    "370100": 17515, "370200": 17111, "370300": 5429, "370400": 4358, "370500": 2636, "370600": 8703,
    "370700": 11168, "370800": 9844, "370900": 6380, "371000": 3597, "371100": 3531, "371300": 13241,
    "371400": 6209, "371500": 6799, "371600": 4768, "371700": 10151,
}  # fmt: skip
MAP = Path(settings.REFERENCE_DIR) / "map" / "cities.geojson"


def _figures() -> dict[str, CityFigure]:
    names = {outline.code: outline.name for outline in base_map(MAP).outlines}
    return {code: CityFigure(names[code], count, f"/cases/?city={code}") for code, count in COUNTS.items()}


def _drawn(drawn: CityMap) -> str:
    return Template("{% load portal %}{% city_map drawn %}").render(Context({"drawn": drawn}))


def test_the_base_map_has_the_sixteen_cities_within_its_canvas() -> None:
    base = base_map(MAP)
    assert [outline.code for outline in base.outlines] == sorted(COUNTS)
    assert (base.width, base.height) == (640, 404)
    assert sum(len(outline.path) for outline in base.outlines) < 25_000
    assert all(0 < outline.x < base.width and 0 < outline.y < base.height for outline in base.outlines)


def test_each_city_is_a_link_with_its_name_and_count() -> None:
    with translation.override("zh-hans"):
        html = _drawn(city_map("十六市受理案件", _figures()))
    assert html.count("<a ") == 16
    assert 'href="/cases/?city=370100" aria-label="济南市，17,515"' in html
    assert html.count("<path") == 16
    assert ">济南</text>" in html


def test_the_legend_has_five_classes_with_round_limits() -> None:
    assert round_limits(list(COUNTS.values())) == (4000, 6000, 9000, 11000)
    with translation.override("zh-hans"):
        assert legend((4000, 6000, 9000, 11000)) == (
            "不足4,000",
            "4,000—5,999",
            "6,000—8,999",
            "9,000—10,999",
            "11,000以上",
        )
    with translation.override("en"):
        assert legend((4000, 6000, 9000, 11000))[:2] == ("under 4,000", "4,000–5,999")
        assert legend((1, 2, 4, 6)) == ("0", "1", "2–3", "4–5", "6 and more")


@pytest.mark.parametrize("values", [[], [0], [0, 0, 0, 1], [7] * 16, list(range(16)), [99, 100, 101, 5000, 10**6]])
def test_limits_always_rise(values: list[int]) -> None:
    limits = round_limits(values)
    assert len(limits) == 4
    assert list(limits) == sorted(set(limits))
    assert limits[0] >= 1


def test_classes_begin_at_their_limits_and_missing_is_pale() -> None:
    limits = (10, 20, 30, 40)
    assert [shade_of(value, limits) for value in (None, 0, 9, 10, 29, 40, 999)] == [1, 1, 1, 2, 3, 5, 5]


def test_a_city_without_a_figure_is_drawn_without_a_link_as_missing() -> None:
    drawn = city_map("十六市", {})
    assert len(drawn.shapes) == 16
    assert {shape.value for shape in drawn.shapes} == {"—"}
    assert "<a " not in _drawn(drawn)


def test_labels_on_dark_classes_are_light_and_islands_do_not_leave_specks() -> None:
    shapes = city_map("十六市", _figures()).shapes
    assert all(shape.on_dark == (shape.shade >= 4) for shape in shapes)
    assert all("l z" not in shape.path for shape in shapes)


def test_another_base_map_is_one_changed_file(tmp_path: Path) -> None:
    square = [[[116, 36], [117, 36], [117, 37], [116, 37], [116, 36]]]
    feature = {"properties": {"adcode": 1, "name": "甲市"}, "geometry": {"type": "Polygon", "coordinates": square}}
    path = tmp_path / "other.geojson"
    path.write_text(json.dumps({"features": [feature], "approval": "示例审图号"}), encoding="utf-8")
    drawn = city_map("一市", {"1": CityFigure("甲市", 3, "/x")}, path=path)
    assert [shape.name for shape in drawn.shapes] == ["甲市"]
    with translation.override("zh-hans"):
        assert "审图号：示例审图号" in _drawn(drawn)
    assert drawn.shapes[0].x == pytest.approx(320, abs=2)
