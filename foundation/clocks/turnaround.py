"""Turnaround and pace: the working-day figures of imports, lists and dashboards, fast enough for whole ledgers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foundation.clocks.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Turnaround:
    """Working days from the agreement's effect (not counted) to the issue: net of pauses, and gross."""

    net: int
    gross: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a year has gone on a day: working days up to and including it, out of those of the year."""

    elapsed: int
    total: int
    provisional: bool

    def expected(self, target: int) -> int:
        """Return the part of a year's target due by the day, rounded half up."""
        return (2 * target * self.elapsed + self.total) // (2 * self.total)


def pace_on(calendar: Calendar, day: date) -> Pace:
    """Reckon the pace of the day's year; provisional while the year's holidays are not published."""
    return Pace(
        calendar.nth_working_day_of_year(day),
        calendar.working_days_in_year(day.year),
        calendar.is_provisional(day),
    )


def due_on_simple(calendar: Calendar, effective_on: date, amount: int) -> date:
    """Return the last day of so many working days for a clock without events: what ``reckon`` gives, but faster."""
    return calendar.add_working_days(effective_on, amount)


def net_working_days(
    calendar: Calendar, effective_on: date, issued_on: date, pauses: Iterable[tuple[date, date]] = ()
) -> int:
    """Count working days in (effective_on, issued_on] that no pause covers.

    A pause is (begin, end] with its end known; overlaps count once and what lies outside the period does not count.
    The case issued on the day it began counts zero, and zero is a value. Raises ``ValueError`` if the issue lies before
    the effect.
    """
    return turnaround(calendar, effective_on, issued_on, pauses).net


def turnaround(
    calendar: Calendar, effective_on: date, issued_on: date, pauses: Iterable[tuple[date, date]] = ()
) -> Turnaround:
    """Count the turnaround of a case, net and gross; see ``net_working_days`` for the terms and errors."""
    if issued_on < effective_on:
        raise ValueError(f"issued on {issued_on}, before the agreement took effect on {effective_on}")
    gross = calendar.working_days_between(effective_on, issued_on)
    paused = 0
    covered_until = effective_on
    for begin, end in sorted(pauses):
        after, through = max(begin, covered_until), min(end, issued_on)
        if through > after:
            paused += calendar.working_days_between(after, through)
            covered_until = through
    return Turnaround(net=gross - paused, gross=gross)
