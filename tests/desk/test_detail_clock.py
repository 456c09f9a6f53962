"""The clock of a detail page: one sentence, the ruler, the arithmetic with days and articles."""

from datetime import date

import pytest
from django.utils.translation import override

from foundation.clocks.reckoning import reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind, ClockRule, Direction, Unit
from foundation.desk.detail.clock import Clock, clock_shown
from foundation.desk.detail.facts import stages
from tests.clocks.calendars import CHINA

RULE = ClockRule("DL02", "1", 30, Unit.WORKING_DAY, "程序通则第二十八条")
START = ClockEvent(ClockEventKind.START, date(2024, 9, 18))
PAUSE = (ClockEvent(ClockEventKind.PAUSE, date(2024, 10, 14)), ClockEvent(ClockEventKind.RESUME, date(2024, 10, 21)))


def shown(as_of: date, *events: ClockEvent, rule: ClockRule = RULE) -> Clock:
    with override("en"):
        clock = clock_shown(reckon(rule, [START, *events], CHINA, as_of), CHINA, title="Time limit")
    assert clock is not None
    return clock


@pytest.mark.parametrize(
    ("as_of", "tone", "sentence"),
    [
        (date(2024, 9, 20), "open", "28 working days left, due on Monday 4 November 2024"),
        (date(2024, 11, 1), "due", "1 working day left, due on Monday 4 November 2024"),
        (date(2024, 11, 8), "late", "4 working days late; it was due on Monday 4 November 2024"),
    ],
)
def test_a_running_clock_says_what_is_left_or_how_late_it_is(as_of: date, tone: str, sentence: str) -> None:
    clock = shown(as_of)
    assert (clock.tone, clock.sentence) == (tone, sentence)


def test_a_pause_adds_its_days_and_the_last_line_is_the_sum() -> None:
    clock = shown(date(2024, 11, 8), *PAUSE)
    days = [line.days for line in clock.lines if line.days]
    assert days[0] == "30"
    assert "+5" in days
    assert days[-1] == "35"
    assert clock.lines[-1].when == "2024-11-11"
    assert (clock.tone, clock.sentence) == ("due", "1 working day left, due on Monday 11 November 2024")


def test_a_clock_that_stopped_late_stays_late() -> None:
    clock = shown(date(2024, 12, 1), ClockEvent(ClockEventKind.STOP, date(2024, 11, 25)))
    assert clock.tone == "late"


def test_the_calendar_stands_beside_the_sum_and_not_among_the_lines() -> None:
    clock = shown(date(2024, 9, 20))
    assert clock.calendar.startswith("Calendar ")
    assert not any("Calendar in use" in line.text for line in clock.lines)


def test_days_before_expiry_have_arithmetic_and_no_ruler() -> None:
    rule = ClockRule("DL15", "1", 60, Unit.CALENDAR_DAY, "条例第十三条", direction=Direction.BACKWARD)
    clock = shown(date(2024, 5, 1), rule=rule)
    assert clock.ruler is None
    assert clock.lines[-1].when == "2024-07-20"


def test_the_path_marks_what_is_done_what_is_under_way_and_what_is_to_come() -> None:
    path = stages(("Entrusted", date(2026, 1, 2)), ("Issued", None), present="In progress")
    assert [(stage.word, stage.standing) for stage in path] == [
        ("Entrusted", "done"), ("In progress", "now"), ("Issued", ""),
    ]  # fmt: skip
    over = stages(("Entrusted", date(2026, 1, 2)), ("Issued", date(2026, 2, 2)), present="In progress", is_over=True)
    assert [stage.standing for stage in over] == ["done", "done"]
