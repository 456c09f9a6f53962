"""Validity in years, days before expiry, turnaround of cases, pace of the year."""

from datetime import date

import pytest

from foundation.clocks.rules import Direction, Unit, unit_and_direction
from foundation.clocks.turnaround import net_working_days, pace_on, turnaround
from foundation.clocks.validity import day_before, months_after, valid_until
from tests.clocks.calendars import CHINA


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [
        (date(2026, 11, 23), 5, date(2031, 11, 22)),
        (date(2026, 1, 1), 5, date(2030, 12, 31)),
        (date(2023, 3, 1), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 5, date(2029, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
    ],
)
def test_a_licence_ends_the_day_before_its_anniversary(start, years, last):
    assert valid_until(start, years) == last


def test_a_validity_below_one_year_is_refused():
    with pytest.raises(ValueError, match="at least one year"):
        valid_until(date(2026, 11, 23), 0)


def test_sixty_days_before_expiry_is_the_last_day_minus_sixty():
    assert day_before(date(2026, 12, 31), 60) == date(2026, 11, 1)


def test_a_month_without_the_day_ends_on_its_last_day():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_after(date(2026, 12, 15), 1) == date(2027, 1, 15)


def test_turnaround_shows_net_beside_gross():
    # Gross: 30 working days from 14 September to 30 October 2026; six of them paused, the overlap once.
    pauses = [(date(2026, 9, 28), date(2026, 10, 9)), (date(2026, 10, 8), date(2026, 10, 12))]
    found = turnaround(CHINA, date(2026, 9, 14), date(2026, 10, 30), pauses)
    assert (found.net, found.gross) == (24, 30)


def test_issue_on_the_day_of_effect_takes_zero_days():
    assert net_working_days(CHINA, date(2026, 11, 23), date(2026, 11, 23)) == 0


def test_issue_before_effect_is_refused():
    with pytest.raises(ValueError, match="before the agreement took effect"):
        net_working_days(CHINA, date(2026, 11, 23), date(2026, 11, 20))


def test_the_pace_of_23_november_2026():
    # January to October: 204 working days by the published totals; November 2 to 6, 9 to 13, 16 to 20 and 23: 16.
    pace = pace_on(CHINA, date(2026, 11, 23))
    assert (pace.elapsed, pace.total, pace.provisional) == (220, 248, False)
    assert pace.expected(150_000) == 133_065  # 150,000 × 220 / 248 = 133,064.5
    assert pace_on(CHINA, date(2027, 3, 1)).provisional


def test_the_units_of_the_legal_table_are_understood():
    assert unit_and_direction("working_day_before") == (Unit.WORKING_DAY, Direction.BACKWARD)
    assert unit_and_direction("day") == (Unit.CALENDAR_DAY, Direction.FORWARD)
    assert unit_and_direction("person") is None
