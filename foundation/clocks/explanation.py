"""The reckoning in lines: what was counted, by which article, with which edition of the calendar.

A line is a key with parameters, so that pages, papers and the API can each print it; ``wording.say`` makes the text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from foundation.clocks.calendar import Calendar, SpecialDay
from foundation.clocks.history import Pause
from foundation.clocks.rules import ClockEvent, ClockRule, Unit
from foundation.clocks.span import Span, calendar_range, covered, measure, provisional_years

FIRST_DAY_NOT_COUNTED = "民法典 第201条"
CORRESPONDING_DAY = "民法典 第202条"
REST_DAY_MOVES_ON = "民法典 第203条"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units, worded with its unit."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Festival:
    """The name of a festival as an English msgid."""

    name: str


Value = str | int | date | Amount | Festival


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation: a key of ``wording.PHRASES``, its parameters and the article it rests on."""

    key: str
    params: Mapping[str, Value] = field(default_factory=dict)
    article: str = ""
    is_warning: bool = False


def started(rule: ClockRule, start: ClockEvent) -> Line:
    """Say when the period begins and how long it is by the law."""
    amount = Amount(rule.amount, rule.unit)
    return Line("start", {"on": start.on, "amount": amount, "counting": FIRST_DAY_NOT_COUNTED}, rule.article)


def agreed(rule: ClockRule, change: ClockEvent, amount: int, before: int, due: date, *, obstacle: str) -> Line:
    """Say that an agreed limit replaces the lawful amount, or what keeps it from doing so.

    ``amount`` is what was agreed or what leads to the day that was agreed.
    """
    params: dict[str, Value] = {
        "on": change.on,
        "amount": Amount(amount, rule.unit),
        "before": Amount(before, rule.unit),
        "due": due,
    }
    if not obstacle and change.until is not None:
        return Line("agreed_until", {**params, "until": change.until}, rule.article)
    if not obstacle:
        return Line("agreed", params, rule.article)
    return Line(f"agreed_{obstacle}", params, rule.article, is_warning=True)


def extended(rule: ClockRule, change: ClockEvent, due: date, *, number: int, obstacle: str) -> list[Line]:
    """Say that an extension lengthens the period, or why it cures nothing, and what is unusual about it."""
    params: dict[str, Value] = {"on": change.on, "amount": Amount(change.amount or 0, rule.unit), "due": due}
    lines = [Line(f"extended_{obstacle}" if obstacle else "extended", params, rule.article, bool(obstacle))]
    if number > 1:
        lines.append(Line("extended_again", {"on": change.on, "number": number}, rule.article, is_warning=True))
    if rule.extension_max is not None and (change.amount or 0) > rule.extension_max:
        most = Amount(rule.extension_max, rule.unit)
        lines.append(Line("extended_too_far", {"on": change.on, "most": most}, rule.article, is_warning=True))
    if change.informed_on is None:
        lines.append(Line("extension_not_notified", {"on": change.on}, rule.article, is_warning=True))
    else:
        lines.append(Line("extension_notified", {"on": change.informed_on}, rule.article))
    return lines


def paused(
    rule: ClockRule, calendar: Calendar, start: date, span: Span, pauses: Iterable[Pause], horizon: date
) -> tuple[Line, ...]:
    """List the pauses with the days each takes out, and the total when they overlap."""
    lines: list[Line] = []
    total = 0
    for pause in pauses:
        end = pause.until(horizon)
        if end <= pause.begin and pause.end is not None:
            continue
        days = sum(
            measure(rule, calendar, max(begin, start), max(begin, start, last))
            for begin, last in covered([pause], horizon)
        )
        params: dict[str, Value] = {
            "begin": pause.begin,
            "end": end,
            "days": Amount(days, _day_unit(rule)),
            "reason": pause.reason or pause.code,
            "document": pause.document,
        }
        if pause.begin >= span.due_on:
            lines.append(Line("pause_after_due", params, rule.article))
            continue
        total += days
        lines.append(Line("pause_open" if pause.end is None else "pause", params, rule.article))
        if pause.code and rule.pause_codes and pause.code not in rule.pause_codes:
            lines.append(Line("pause_not_listed", params, rule.article, is_warning=True))
    if total > span.excluded:
        lines.append(Line("pauses_overlap", {"days": Amount(span.excluded, _day_unit(rule))}, rule.article))
    return tuple(lines)


def counted(rule: ClockRule, calendar: Calendar, start: date, limit: int, span: Span) -> tuple[Line, ...]:
    """Print the sum that leads from the start to the last day."""
    if rule.unit is Unit.WORKING_DAY:
        return _working_day_sum(calendar, start, span.due_on, excluded=span.excluded, limit=limit)
    if rule.unit is Unit.CALENDAR_DAY:
        days = (span.raw_due_on - start).days
        sum_params: dict[str, Value] = {
            "after": start,
            "through": span.raw_due_on,
            "days": days,
            "paused": span.excluded,
            "limit": limit,
        }
        lines = [Line("calendar_days", sum_params)]
    else:
        params: dict[str, Value] = {
            "amount": Amount(limit, rule.unit),
            "through": span.raw_due_on,
            "paused": span.excluded,
        }
        lines = [Line("corresponding_day", params, CORRESPONDING_DAY)]
    if span.due_on != span.raw_due_on:
        moved = {"from": span.raw_due_on, "to": span.due_on}
        lines.append(Line("rest_day_moves_on", moved, REST_DAY_MOVES_ON))
        lines += _special_days(calendar, span.raw_due_on, span.due_on)
    return tuple(lines)


def counted_back(rule: ClockRule, calendar: Calendar, anchor: ClockEvent, span: Span) -> tuple[Line, ...]:
    """Print how the last day before an event was found."""
    amount = Amount(rule.amount, rule.unit)
    first = Line("counted_back", {"on": anchor.on, "amount": amount, "through": span.due_on}, rule.article)
    if rule.unit is not Unit.WORKING_DAY:
        return (first,)
    return (first, *_special_days(calendar, span.due_on, anchor.on))


def editions(rule: ClockRule, calendar: Calendar, start: date, span: Span) -> tuple[Line, ...]:
    """Name the editions of the calendar in use, and say when the result is provisional."""
    days = calendar_range(rule, start, span)
    if days is None:
        return ()
    lines = [Line("editions", {"versions": ", ".join(calendar.versions_between(*days))})]
    unknown = provisional_years(rule, calendar, start, span)
    if unknown:
        lines.append(Line("provisional", {"years": ", ".join(map(str, unknown))}, is_warning=True))
    return tuple(lines)


def due(rule: ClockRule, due_on: date, *, late: bool, stopped_on: date | None) -> Line:
    """State the result."""
    if stopped_on is not None:
        return Line("stopped_late" if late else "stopped_in_time", {"on": stopped_on, "due": due_on}, rule.article)
    return Line("late" if late else "due", {"due": due_on}, rule.article)


def _working_day_sum(calendar: Calendar, start: date, due_on: date, *, excluded: int, limit: int) -> tuple[Line, ...]:
    holidays = calendar.holidays_between(start, due_on)
    makeup_days = calendar.makeup_days_between(start, due_on)
    days = (due_on - start).days
    working = calendar.working_days_between(start, due_on)
    params: dict[str, Value] = {
        "after": start,
        "through": due_on,
        "days": days,
        "weekends": days - working - len(holidays) + len(makeup_days),
        "holidays": len(holidays),
        "makeup_days": len(makeup_days),
        "paused": excluded,
        "limit": limit,
    }
    return (*_special_days(calendar, start, due_on), Line("working_days", params))


def _special_days(calendar: Calendar, after: date, through: date) -> tuple[Line, ...]:
    holidays = [_holiday(run) for run in _runs(calendar.holidays_between(after, through))]
    makeup_days = [
        Line("makeup_day", {"on": special.day, "festival": Festival(special.name)})
        for special in calendar.makeup_days_between(after, through)
    ]
    return (*holidays, *makeup_days)


def _holiday(run: list[SpecialDay]) -> Line:
    festival = Festival(run[0].name)
    if len(run) == 1:
        return Line("holiday_one", {"festival": festival, "on": run[0].day})
    return Line("holiday", {"festival": festival, "from": run[0].day, "to": run[-1].day, "days": len(run)})


def _runs(days: Iterable[SpecialDay]) -> list[list[SpecialDay]]:
    """Group the weekdays off by festival and year (a festival comes once a year, except a New Year on 31 December)."""
    return [list(run) for _, run in groupby(days, key=lambda special: (special.name, special.day.year))]


def _day_unit(rule: ClockRule) -> Unit:
    return Unit.WORKING_DAY if rule.unit is Unit.WORKING_DAY else Unit.CALENDAR_DAY
