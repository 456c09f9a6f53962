"""Dates as clerks write them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.exchange.cells.dates import EARLIEST, LATEST, read_date
from foundation.exchange.cells.faults import CELL_MESSAGES, Fault
from tests.exchange.disorder import DATE_FORMS

FIFTH_OF_MARCH = date(2024, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        FIFTH_OF_MARCH,
        datetime(2024, 3, 5, 23, 59),  # noqa: DTZ001 - cells of a sheet know no time zone
        "2024年3月5日",
        "2024年03月05号",
        "2024 年 3 月 5 日",
        "2024/3/5",
        "2024.3.5",
        "2024。3。5",
        "2024-03-05",
        "2024—3—5",
        "2024-03-05 10:30:00",
        "2024-03-05T10:30",
        "2024年3月5日 星期二",
        "2024年3月5日10时30分",
        "20240305",
        20240305,
        20240305.0,
        "20240305103000",
        45356,
        45356.75,
        "45356",
        "45356.0",
        "２０２４年３月５日",
        "２０２４．３．５",
        "二〇二四年三月五日",
        "二○二四年三月五日",
        "二零二四年三月五日",
        "\u200e2024-03-05\ufeff",
        "2024-03-04T20:00:00Z",
    ],
)
def test_every_usual_form_is_the_same_day(written):
    assert read_date(written) == FIFTH_OF_MARCH


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇二三年十二月三十一日", date(2023, 12, 31)),
        ("二〇二三年十月二十日", date(2023, 10, 20)),
        ("二〇二三年十一月十日", date(2023, 11, 10)),
        ("25/03/2024", date(2024, 3, 25)),
        ("03/25/2024", date(2024, 3, 25)),
        ("5/5/2024", date(2024, 5, 5)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_less_usual_forms(written, day):
    assert read_date(written) == day


@pytest.mark.parametrize("nothing", [None, "", "  ", "无", "/", "—", "　"])
def test_an_empty_cell_is_no_date(nothing):
    assert read_date(nothing) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2024-02-30", "date_impossible"),
        ("2024年13月1日", "date_impossible"),
        ("20230229", "date_impossible"),
        ("二〇二四年二月三十日", "date_impossible"),
        ("31/31/2024", "date_impossible"),
        ("24.3.5", "date_two_digit_year"),
        ("24/3/5", "date_two_digit_year"),
        ("24年3月5日", "date_two_digit_year"),
        ("3-5-24", "date_two_digit_year"),
        ("二四年三月五日", "date_two_digit_year"),
        ("05/03/2024", "date_day_or_month"),
        ("2024年三月初五", "date_lunar"),
        ("2024年3月初五", "date_lunar"),
        ("农历2024年三月五日", "date_lunar"),
        ("甲辰年三月", "date_lunar"),
        ("2024年3月", "date_incomplete"),
        ("3月5日", "date_incomplete"),
        (2024, "date_incomplete"),
        ("1024-03-05", "date_range"),
        ("2924-03-05", "date_range"),
        ("近日", "date_form"),
        ("=TODAY()", "formula_text"),
        (True, "date_form"),
        (time(10, 30), "date_form"),
        (-5, "date_form"),
        (1e300, "date_form"),
        (float("inf"), "date_form"),
        (float("nan"), "date_form"),
        ("9" * 5000, "date_form"),
    ],
)
def test_what_is_no_plain_date_says_why(written, code):
    fault = read_date(written)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert fault.code in CELL_MESSAGES


def test_the_count_of_days_from_1904_is_followed():
    assert read_date(45356 - 1462, epoch_1904=True) == FIFTH_OF_MARCH


@given(st.dates(min_value=date(1990, 1, 1), max_value=LATEST), st.sampled_from(DATE_FORMS))
def test_a_day_written_in_any_form_is_read_as_that_day(day, form):
    assert read_date(form(day)) == day


@given(
    st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times(), st.none())
)
def test_nothing_whatever_raises(value):
    found = read_date(value)
    assert found is None or isinstance(found, Fault) or EARLIEST <= found <= LATEST


@given(st.text(alphabet="0123456789年月日/.- :〇一二三十初", max_size=24))
def test_nothing_like_a_date_raises(text):
    found = read_date(text)
    assert found is None or isinstance(found, Fault | date)
