"""Dates and numbers as people read them, in both languages."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation

from foundation.desk import formats

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def _rendered(source: str, **context: object) -> str:
    return Template("{% load portal %}" + source).render(Context(context))


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("language", "this_year", "other_year", "deadline"),
    [
        ("zh-hans", "11月12日", "2024年11月12日", "11月12日（星期四）"),
        ("en", "12 November", "12 November 2024", "Thursday 12 November"),
    ],
)
def test_prose_leaves_the_year_out_in_the_running_year(
    language: str, this_year: str, other_year: str, deadline: str
) -> None:
    with translation.override(language):
        assert formats.prose_date(date(2026, 11, 12)) == this_year
        assert formats.prose_date(date(2024, 11, 12)) == other_year
        assert formats.deadline_date(date(2026, 11, 12)) == deadline


@time_machine.travel(NOW, tick=False)
def test_points_in_time_are_shown_in_shanghai() -> None:
    late_evening = datetime(2026, 11, 14, 16, 30, tzinfo=UTC)
    with translation.override("zh-hans"):
        assert formats.prose_moment(late_evening) == "11月15日00:30"
        assert formats.table_moment(late_evening) == "2026-11-15 00:30"
    with translation.override("en"):
        assert formats.prose_moment(late_evening) == "15 November, 00:30"


@time_machine.travel(NOW, tick=False)
def test_every_date_stands_in_a_time_element() -> None:
    with translation.override("zh-hans"):
        day = date(2026, 11, 12)
        assert _rendered("{{ d|prose_date }}", d=day) == '<time datetime="2026-11-12">11月12日</time>'
        assert _rendered("{{ d|table_date }}", d=day) == '<time datetime="2026-11-12">2026-11-12</time>'
        assert _rendered("{{ d|short_date }}", d=day) == '<time datetime="2026-11-12">11-12</time>'
        assert _rendered("{{ d|full_date }}", d=day) == '<time datetime="2026-11-12">2026年11月12日</time>'
        assert _rendered("{{ d|deadline }}", d=None) == "—"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(131_440, 0, "131,440"), (0, 0, "0"), (None, 0, "—"), (-3.8, 1, "−3.8"), (0.684, 2, "0.68"), (-0.001, 1, "0.0")],
)
def test_numbers_have_thousands_a_true_minus_and_a_dash_when_missing(
    value: float | None, decimals: int, text: str
) -> None:
    assert formats.number(value, decimals) == text


def test_percentages_and_changes() -> None:
    assert formats.percent(0.876) == "87.6%"
    assert formats.change(0.071) == "+7.1%"
    assert formats.change(-0.038) == "−3.8%"
    assert formats.change(0.0001) == "0.0%"
    assert formats.change(None) == "—"


def test_small_public_counts_are_suppressed_but_zero_is_zero() -> None:
    assert [formats.suppressed(value) for value in (0, 1, 4, 5, None)] == ["0", "〈5", "〈5", "5", "—"]


def test_a_document_number_breaks_only_after_its_year() -> None:
    html = _rendered("{{ n|doc_no }}", n="青示07鉴〔2024〕临鉴字第1186号")
    assert html == '<span class="pt-no"><span>青示07鉴〔2024〕</span><span>临鉴字第1186号</span></span>'
    assert _rendered("{{ n|doc_no }}", n="<b>") == '<span class="pt-no">&lt;b&gt;</span>'
    assert _rendered("{{ n|doc_no }}", n="") == "—"
    assert (
        _rendered("{% doc_no n %}", n="〔2024〕1") == '<span class="pt-no"><span>〔2024〕</span><span>1</span></span>'
    )


def test_states_have_shape_and_word_and_an_unknown_one_is_an_error() -> None:
    assert _rendered('{% state "late" "已超期" %}') == '<span class="pt-st pt-st--late">已超期</span>'
    with pytest.raises(ValueError, match="Unknown state"):
        _rendered('{% state "green" "好" %}')


@pytest.mark.parametrize(("language", "attribute"), [("zh-hans", "zh-CN"), ("en", "en")])
def test_the_page_says_its_language(language: str, attribute: str) -> None:
    with translation.override(language):
        assert _rendered("{% html_lang %}") == attribute
