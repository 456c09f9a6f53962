"""The reckoning of a time limit: a pure function of the rule, its events, the calendar and the day asked about.

Nothing here is stored except the due date, which serves as an index and is reckoned again before anyone acts on it.
How time is counted: the day of the event does not count (民法典 201); a pause covers (begin, end], overlaps once, and
one begun after the due date changes nothing; an extension lengthens the same period, and one approved after the due
date is kept but cures nothing; an agreed limit replaces the lawful amount (程序通则 28) and extensions are added to it;
an agreed last day is that day, whatever extensions and pauses came before it; a calendar period that ends on a rest day
moves on (民法典 203), one counted backwards does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from foundation.clocks import explanation
from foundation.clocks.calendar import Calendar
from foundation.clocks.explanation import Line
from foundation.clocks.history import History, history_of
from foundation.clocks.rules import ClockError, ClockEvent, ClockEventKind, ClockRule, Direction, Unit
from foundation.clocks.span import Covered, Span, backward_span, covered, forward_span, measure, provisional_years


class ClockState(StrEnum):
    """Where a clock stands on a day. A clock that is late is no longer "running"."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a clock says on a day.

    ``limit`` (amount after agreement and extension), ``paused``, ``used`` and ``remaining`` are in working days for a
    rule in working days and in calendar days otherwise, apart from ``limit``, which keeps the unit of its rule.
    ``remaining`` is negative by the days the clock is late; neither it nor ``used`` is ever stored. ``late`` stays true
    for a clock that stopped after its due date. While a pause is open, ``due_on`` is the date that holds if the pause
    ends on the day asked about. ``warnings`` are also among the ``lines``.
    """

    rule: ClockRule
    as_of: date
    state: ClockState
    started_on: date | None = None
    stopped_on: date | None = None
    limit: int | None = None
    due_on: date | None = None
    paused: int = 0
    used: int = 0
    remaining: int | None = None
    late: bool = False
    provisional: bool = False
    lines: tuple[Line, ...] = ()
    warnings: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Limit:
    amount: int
    lines: tuple[Line, ...]


def reckon(rule: ClockRule, events: Iterable[ClockEvent], calendar: Calendar, as_of: date) -> Reckoning:
    """Reckon a clock as known on ``as_of``: events of later days are left out, whatever the order they come in.

    Raises ``ClockError`` when the events contradict each other (see ``history_of``).
    """
    history = history_of(rule, events, as_of)
    if history.start is None:
        return Reckoning(rule, as_of, ClockState.NOT_STARTED)
    if rule.direction is Direction.BACKWARD:
        return _reckon_backward(rule, history, history.start, calendar, as_of)
    return _reckon_forward(rule, history, history.start, calendar, as_of)


def _reckon_forward(rule: ClockRule, history: History, start: ClockEvent, calendar: Calendar, as_of: date) -> Reckoning:
    horizon = _horizon(history, as_of)
    limit = _limit(rule, history, start.on, calendar)
    ranges = covered(history.pauses, horizon)
    span = forward_span(rule, calendar, start.on, limit.amount, ranges)
    effective = tuple((begin, end) for begin, end in ranges if begin < span.due_on)
    lines = (
        explanation.started(rule, start),
        *limit.lines,
        *explanation.paused(rule, calendar, start.on, span, history.pauses, horizon),
        *explanation.counted(rule, calendar, start.on, limit.amount, span),
    )
    reckoning = Reckoning(
        rule,
        as_of,
        _state(history, span, as_of),
        started_on=start.on,
        stopped_on=history.stop.on if history.stop else None,
        limit=limit.amount,
        due_on=span.due_on,
        paused=span.excluded,
        used=_running(rule, calendar, start.on, horizon, effective),
        remaining=_remaining(rule, calendar, span, horizon, effective),
        late=horizon > span.due_on,
        provisional=bool(provisional_years(rule, calendar, start.on, span)),
    )
    return _with_outcome(reckoning, calendar, start.on, span, lines)


def _reckon_backward(
    rule: ClockRule, history: History, anchor: ClockEvent, calendar: Calendar, as_of: date
) -> Reckoning:
    span = backward_span(rule, calendar, anchor.on)
    horizon = _horizon(history, as_of)
    reckoning = Reckoning(
        rule,
        as_of,
        _state(history, span, as_of),
        started_on=anchor.on,
        stopped_on=history.stop.on if history.stop else None,
        limit=rule.amount,
        due_on=span.due_on,
        remaining=measure(rule, calendar, horizon, span.due_on),
        late=horizon > span.due_on,
        provisional=bool(provisional_years(rule, calendar, anchor.on, span)),
    )
    lines = explanation.counted_back(rule, calendar, anchor, span)
    return _with_outcome(reckoning, calendar, anchor.on, span, lines)


def _with_outcome(
    reckoning: Reckoning, calendar: Calendar, start: date, span: Span, lines: tuple[Line, ...]
) -> Reckoning:
    everything = (
        *lines,
        *explanation.editions(reckoning.rule, calendar, start, span),
        explanation.due(reckoning.rule, span.due_on, late=reckoning.late, stopped_on=reckoning.stopped_on),
    )
    return replace(reckoning, lines=everything, warnings=tuple(line for line in everything if line.is_warning))


def _horizon(history: History, as_of: date) -> date:
    return history.stop.on if history.stop else as_of


def _limit(rule: ClockRule, history: History, start: date, calendar: Calendar) -> _Limit:
    """Apply agreements and extensions in the order of their days; one that comes after the due date changes nothing.

    Nor does an agreement on a limit that had itself run out when it was made: a limit agreed into the past would
    make late what was in time, and an extension before it could then shorten the period.
    """
    base, added, extensions = rule.amount, 0, 0
    lines: list[Line] = []
    for change in history.changes:
        amount = change.amount or 0
        ranges = covered((pause for pause in history.pauses if pause.begin < change.on), change.on)
        due = forward_span(rule, calendar, start, base + added, ranges).due_on
        obstacle = _obstacle(history, change, due)
        if change.kind is ClockEventKind.EXTEND:
            extensions += 1
            lines += explanation.extended(rule, change, due, number=extensions, obstacle=obstacle)
            added += 0 if obstacle else amount
        else:
            agreed_due, amount = _agreed(rule, calendar, start, change, ranges)
            if not obstacle and (agreed_due < change.on or amount < 1):
                obstacle, due = "past", agreed_due
            until = change.until is not None
            before = base + added if until else base
            lines.append(explanation.agreed(rule, change, amount, before, due, obstacle=obstacle))
            # A day that was agreed is the last day, whatever extensions came before it.
            base = base if obstacle else amount - (added if until else 0)
    return _Limit(base + added, tuple(lines))


def _agreed(
    rule: ClockRule, calendar: Calendar, start: date, change: ClockEvent, ranges: tuple[Covered, ...]
) -> tuple[date, int]:
    """Return the last day of an agreement as known on its day, and the whole amount that leads to it.

    Raises ``ClockError`` for a day in place of months or years, which no number of them need reach.
    """
    if change.until is None:
        amount = change.amount or 0
        return forward_span(rule, calendar, start, amount, ranges).due_on, amount
    if rule.unit not in {Unit.WORKING_DAY, Unit.CALENDAR_DAY}:
        raise ClockError(f"the clock {rule.code} counts in {rule.unit}: no day can be agreed")
    last = calendar.next_working_day(change.until)
    return last, _running(rule, calendar, start, max(start, last), ranges)


def _obstacle(history: History, change: ClockEvent, due: date) -> str:
    """Say why an agreement or extension takes no effect: "" when it does."""
    if history.stop is not None and change.on > history.stop.on:
        return "after_stop"
    return "late" if change.on > due else ""


def _state(history: History, span: Span, as_of: date) -> ClockState:
    if history.stop is not None:
        return ClockState.STOPPED
    if as_of > span.due_on:
        return ClockState.LATE
    if any(pause.end is None and pause.begin < span.due_on for pause in history.pauses):
        return ClockState.PAUSED
    return ClockState.RUNNING


def _running(rule: ClockRule, calendar: Calendar, after: date, through: date, ranges: tuple[Covered, ...]) -> int:
    """Count the units of (after, through] that no pause covers."""
    paused = sum(
        measure(rule, calendar, max(begin, after), max(begin, after, min(end, through)))
        for begin, end in ranges
        if begin < through
    )
    return measure(rule, calendar, after, through) - paused


def _remaining(rule: ClockRule, calendar: Calendar, span: Span, horizon: date, ranges: tuple[Covered, ...]) -> int:
    if horizon > span.due_on:
        return -measure(rule, calendar, span.due_on, horizon)
    return _running(rule, calendar, horizon, span.due_on, ranges)
