"""Working days of the State Council's calendar, checked by hand and against a slow oracle."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.clocks.calendar import Calendar, Edition
from foundation.clocks.reference import FOLDER
from tests.clocks.calendars import CHINA, count_slowly, works

DAYS = st.dates(date(2015, 1, 1), date(2032, 12, 31))


def test_every_month_agrees_with_the_published_totals():
    for row in csv.DictReader((FOLDER / "workdays.csv").read_text(encoding="utf-8").splitlines()):
        year = int(row["year"])
        for month in range(1, 13):
            first = date(year, month, 1)
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            assert CHINA.working_days_between(first - timedelta(days=1), last) == int(row[f"m{month:02}"])
        assert CHINA.working_days_in_year(year) == int(row["workdays"])


def test_spring_festival_2026_is_off_and_its_make_up_saturdays_are_working_days():
    # 15 to 23 February off; Saturday 14 and Saturday 28 February are worked.
    assert CHINA.is_working_day(date(2026, 2, 14))
    assert not any(CHINA.is_working_day(date(2026, 2, day)) for day in range(15, 24))
    assert CHINA.is_working_day(date(2026, 2, 28))
    assert CHINA.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 14)
    assert CHINA.add_working_days(date(2026, 2, 13), 2) == date(2026, 2, 24)
    # 24, 25, 26, 27 February, the make-up Saturday 28, then Monday 2 March.
    assert CHINA.add_working_days(date(2026, 2, 14), 6) == date(2026, 3, 2)


def test_national_day_2026_with_its_make_up_days():
    # Sunday 20 September and Saturday 10 October are worked, 25 to 27 September and 1 to 7 October are off.
    assert CHINA.is_working_day(date(2026, 9, 20))
    assert CHINA.is_working_day(date(2026, 10, 10))
    # 8, 9, 10 October, then Monday 12.
    assert CHINA.add_working_days(date(2026, 9, 30), 4) == date(2026, 10, 12)
    assert CHINA.add_working_days(date(2026, 10, 12), -4) == date(2026, 9, 30)


def test_adding_nothing_stays_on_the_day_even_on_a_rest_day():
    assert CHINA.add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)


def test_the_next_working_day_after_a_make_up_saturday_is_itself():
    assert CHINA.next_working_day(date(2026, 10, 10)) == date(2026, 10, 10)
    assert CHINA.next_working_day(date(2026, 10, 11)) == date(2026, 10, 12)


def test_the_year_2027_counts_the_statutory_days_only_and_is_provisional():
    off = [date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 8), date(2027, 4, 5), date(2027, 6, 9), date(2027, 9, 15)]
    assert not any(CHINA.is_working_day(day) for day in [*off, date(2027, 10, 1)])
    assert CHINA.is_working_day(date(2027, 10, 4))
    # 261 weekdays less the seven statutory days that fall on a weekday.
    assert CHINA.working_days_in_year(2027) == 261 - 7
    assert CHINA.is_provisional(date(2027, 6, 1))
    assert CHINA.provisional_years(date(2026, 11, 23), date(2027, 1, 8)) == (2027,)
    assert CHINA.versions_between(date(2026, 11, 23), date(2027, 1, 8)) == ("2026", "2027-provisional")


def test_beyond_the_editions_weekdays_count_and_are_provisional():
    assert CHINA.is_working_day(date(2031, 10, 1))
    assert not CHINA.is_working_day(date(2031, 10, 4))
    assert CHINA.is_provisional(date(2031, 10, 1))
    assert CHINA.versions_between(date(2031, 1, 1), date(2031, 1, 2)) == ("2031-weekdays",)
    assert not CHINA.is_provisional(date(2026, 12, 31))


@given(DAYS, st.integers(-400, 400))
def test_the_table_of_totals_equals_counting_day_by_day(day, count):
    other = day + timedelta(days=count)
    expected = count_slowly(day, other) if count >= 0 else -count_slowly(other, day)
    assert CHINA.working_days_between(day, other) == expected
    assert CHINA.is_working_day(day) == works(day)


@given(DAYS, st.integers(1, 300))
def test_adding_is_the_inverse_of_counting(day, count):
    later = CHINA.add_working_days(day, count)
    assert works(later)
    assert CHINA.working_days_between(day, later) == count
    earlier = CHINA.add_working_days(day, -count)
    assert works(earlier)
    assert CHINA.working_days_between(earlier - timedelta(days=1), day - timedelta(days=1)) == count


@given(DAYS)
def test_the_pace_counts_today(day):
    assert CHINA.nth_working_day_of_year(day) == count_slowly(date(day.year - 1, 12, 31), day)


def test_a_gap_between_two_editions_counts_weekdays():
    calendar = Calendar([Edition(2024, "2024", True, {date(2024, 5, 1): "Labour Day"}), Edition(2026, "2026", True)])
    assert calendar.is_provisional(date(2025, 1, 1))
    assert calendar.is_working_day(date(2025, 10, 1))
    assert not calendar.is_working_day(date(2024, 5, 1))


def test_an_empty_calendar_counts_weekdays():
    assert Calendar().add_working_days(date(2026, 10, 2), 1) == date(2026, 10, 5)
    assert Calendar().add_working_days(date(2026, 10, 5), -1) == date(2026, 10, 2)


def test_a_calendar_cannot_be_changed():
    with pytest.raises(AttributeError):
        CHINA.editions = ()
    with pytest.raises(AttributeError):
        CHINA._running = ()
    with pytest.raises(TypeError):
        CHINA.editions[0].holidays[date(2020, 3, 3)] = "New Year's Day"


@pytest.mark.parametrize(
    ("holidays", "makeup_days"),
    [
        ({date(2025, 12, 31): "New Year's Day"}, {}),
        ({}, {date(2026, 10, 9): "National Day"}),
        ({date(2026, 10, 10): "National Day"}, {date(2026, 10, 10): "National Day"}),
    ],
    ids=["a day of another year", "a make-up workday in the week", "holiday and make-up workday at once"],
)
def test_an_edition_refuses_impossible_days(holidays, makeup_days):
    with pytest.raises(ValueError, match=r"2025-12-31|2026-10-09|2026-10-10"):
        Edition(2026, "2026", True, holidays, makeup_days)


def test_two_editions_of_one_year_are_refused():
    with pytest.raises(ValueError, match="two calendar editions for 2026"):
        Calendar([Edition(2026, "2026", True), Edition(2026, "2026-2", True)])
