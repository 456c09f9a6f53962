"""The dashboard page: every number is a door, every figure has its definition, the chart has its table."""

import json
import re
from itertools import pairwise

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from tests.desk.sample_dashboard import dashboard

pytestmark = pytest.mark.django_db  # the head of the page says when the figures were checked last


def _page(*, with_map: bool = True, language: str = "zh-hans", **context: object) -> str:
    request = RequestFactory().get("/figures/")
    with translation.override(language), time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        return render_to_string(
            "kpi/dashboard.html", {"dashboard": dashboard(with_map=with_map), **context}, request=request
        )


def test_the_figure_opens_its_rows_and_has_its_definition_one_click_away() -> None:
    html = _page()
    assert '<a href="/cases/?year=2026">131,440</a>' in html
    assert html.count("<summary aria-label=") == 2
    assert "年办案量的口径" in html
    assert '<a href="/figures/1">固定链接</a>' in html


def test_a_figure_that_nothing_feeds_says_so_and_shows_no_number() -> None:
    waiting = _page().split('id="figure-complaint_rate"')[1].split("</section>")[0]
    assert "尚无数据" in waiting
    assert "投诉登记尚未接入。" in waiting
    assert "<svg" not in waiting


def test_the_chart_and_its_table_hold_the_same_numbers() -> None:
    html = _page()
    found = re.search(r'<script id="months-data" type="application/json">(.*?)</script>', html)
    assert found is not None
    data = json.loads(found[1])
    assert data["now"] == [12801, None]
    assert data["last"] == [9677, 5]
    assert data["part"] == 1
    assert '<a href="/cases/?m=1">12,801</a>' in html
    assert "2月（至15日）" in html
    assert 'role="img"' in html
    assert 'src="/static/js/charts.js" defer' in html


def test_the_head_says_when_the_data_were_taken() -> None:
    assert '数据截至<time datetime="2026-11-15T00:00:00+00:00">11月15日08:00</time>' in _page()


def test_a_city_has_the_same_page_without_the_map() -> None:
    assert "pt-map" in _page()
    html = _page(with_map=False)
    assert "pt-map" not in html
    assert "济南市9件。" in html


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "目标与现状"), ("en", "Targets and where we stand")])
def test_the_page_speaks_the_language_of_the_reader(language: str, words: str) -> None:
    html = _page(language=language)
    assert words in html
    assert f'<html lang="{"zh-CN" if language == "zh-hans" else "en"}"' in html


def test_one_h1_and_headings_in_order() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", _page())]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', _page(demo=True, navigation=[{"title": "总览", "items": []}]))
    assert len(ids) == len(set(ids))


def test_the_demo_strip_shows_on_demo_installations_only() -> None:
    assert "演示数据" in _page(demo=True)
    assert "演示数据" not in _page()


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells for 2 columns"):
        Table("市", (Column("市"), Column("受理")), (TableRow("济南市", (Cell("1"), Cell("2"))),))
