"""The arithmetic of one period: from its start, limit and pauses to its last day.

A period runs over the days that are not paused; its last day is the limit-th such day, moved on in a calendar period
while it is a rest day (民法典 203) or paused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.clocks.calendar import Calendar
from foundation.clocks.history import Pause
from foundation.clocks.rules import ClockRule, Direction, Unit
from foundation.clocks.validity import months_after

Covered = tuple[date, date]
"""Days covered by pauses, (begin, end]."""


@dataclass(frozen=True, slots=True)
class Span:
    """``raw_due_on`` is the last day before the move off a rest day, ``excluded`` the paused units that count."""

    raw_due_on: date
    due_on: date
    excluded: int


def covered(pauses: Iterable[Pause], horizon: date) -> tuple[Covered, ...]:
    """Merge the pauses, as seen on the horizon, into disjoint covered ranges: an overlap counts once."""
    ranges: list[Covered] = []
    for begin, end in sorted((pause.begin, pause.until(horizon)) for pause in pauses):
        if end <= begin:
            continue
        if ranges and begin <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], end))
        else:
            ranges.append((begin, end))
    return tuple(ranges)


def measure(rule: ClockRule, calendar: Calendar, after: date, through: date) -> int:
    """Count the days of (after, through] in working days or, for every other unit, in calendar days."""
    if rule.unit is Unit.WORKING_DAY:
        return calendar.working_days_between(after, through)
    return (through - after).days


def forward_span(rule: ClockRule, calendar: Calendar, start: date, limit: int, ranges: tuple[Covered, ...]) -> Span:
    """Reckon the last day of a period of so many units after the start, which is not counted (民法典 201)."""
    excluded = 0
    raw = _plain_end(rule, calendar, start, limit, excluded)
    for begin, end in ranges:
        after = max(begin, start)
        if after >= raw:
            break
        excluded += measure(rule, calendar, after, max(end, after))
        raw = _plain_end(rule, calendar, start, limit, excluded)
    due = calendar.next_working_day(raw)
    for begin, end in ranges:
        # A pause between a rest day on which the period ended and the day it was moved to takes that day away.
        if raw <= begin < due <= end:
            due = calendar.next_working_day(end + timedelta(days=1))
    return Span(raw, due, excluded)


def backward_span(rule: ClockRule, calendar: Calendar, anchor: date) -> Span:
    """Reckon the last day that lies so many units before the anchor; it is not moved off a rest day."""
    if rule.unit is Unit.WORKING_DAY:
        due = calendar.add_working_days(anchor, -rule.amount)
    elif rule.unit is Unit.CALENDAR_DAY:
        due = anchor - timedelta(days=rule.amount)
    else:
        due = months_after(anchor, -rule.amount * _months_in(rule.unit))
    return Span(due, due, 0)


def calendar_range(rule: ClockRule, start: date, span: Span) -> tuple[date, date] | None:
    """Return the days whose holidays the result rests on; None when it rests on none."""
    if rule.unit is Unit.WORKING_DAY:
        return start, span.due_on
    if rule.direction is Direction.BACKWARD:
        return None
    return span.raw_due_on, span.due_on


def provisional_years(rule: ClockRule, calendar: Calendar, start: date, span: Span) -> tuple[int, ...]:
    """Return the years with unpublished holidays that the result rests on."""
    days = calendar_range(rule, start, span)
    return calendar.provisional_years(*days) if days else ()


def _plain_end(rule: ClockRule, calendar: Calendar, start: date, limit: int, excluded: int) -> date:
    if rule.unit is Unit.WORKING_DAY:
        return calendar.add_working_days(start, limit + excluded)
    if rule.unit is Unit.CALENDAR_DAY:
        return start + timedelta(days=limit + excluded)
    return months_after(start, limit * _months_in(rule.unit)) + timedelta(days=excluded)


def _months_in(unit: Unit) -> int:
    return 12 if unit is Unit.YEAR else 1
