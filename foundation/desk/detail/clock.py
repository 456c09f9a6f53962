"""The clock of a thing: what is left in one sentence, the ruler of days, and the arithmetic with its articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.clocks.calendar import Calendar
from foundation.clocks.reckoning import ClockState, Reckoning
from foundation.clocks.rules import Unit
from foundation.desk.charts.days import SOON, ArithmeticLine, DayRuler, arithmetic, day_ruler
from foundation.desk.formats import deadline_date


@dataclass(frozen=True)
class Clock:
    """A clock as the page shows it. `tone` is a state of the tag `state`; `note` says what is not on file."""

    title: Any
    tone: str
    sentence: str
    ruler: DayRuler | None
    lines: tuple[ArithmeticLine, ...]
    calendar: str
    note: str = ""


def clock_shown(
    reckoning: Reckoning,
    calendar: Calendar,
    *,
    title: Any,
    note: str = "",
    standing: tuple[str, str] | None = None,
    pauses: Sequence[tuple[date, date]] = (),
) -> Clock | None:
    """Put a reckoning on a page; None for a clock that has not started.

    Periods in working days get the ruler, one cell a day; others their arithmetic alone. `standing` (tone and
    sentence) speaks where the page knows better than the clock what the passing of the day means. `pauses` (begin, end]
    are hatched on the ruler.
    """
    if reckoning.started_on is None or reckoning.due_on is None:
        return None
    tone, sentence = standing or _standing(reckoning, reckoning.due_on)
    until = reckoning.stopped_on or reckoning.as_of
    in_working_days = reckoning.rule.unit is Unit.WORKING_DAY
    editions = next((line.params["versions"] for line in reckoning.lines if line.key == "editions"), "")
    return Clock(
        title=title,
        tone=tone,
        sentence=sentence,
        ruler=day_ruler(
            reckoning.started_on,
            reckoning.due_on,
            until,
            is_working=calendar.is_working_day,
            pauses=pauses,
            ended=reckoning.stopped_on is not None,
        )
        if in_working_days
        else None,
        lines=arithmetic([line for line in reckoning.lines if line.key != "editions"], total=_total(reckoning)),
        calendar=_("Calendar %(versions)s") % {"versions": editions} if editions else "",
        note=note,
    )


def _total(reckoning: Reckoning) -> str:
    return str((reckoning.limit or 0) + reckoning.paused) if reckoning.limit is not None else ""


def _standing(reckoning: Reckoning, due: date) -> tuple[str, str]:
    """Say in one sentence where the clock stands, and in which tone."""
    day = deadline_date(due)
    if reckoning.state is ClockState.STOPPED:
        word = _("Done late; it was due on %(day)s") if reckoning.late else _("Done in time; it was due on %(day)s")
        return ("late" if reckoning.late else "ok"), word % {"day": day}
    if reckoning.state is ClockState.LATE:
        return "late", _overdue(reckoning) % {"n": -(reckoning.remaining or 0), "day": day}
    if reckoning.state is ClockState.PAUSED:
        return "hold", _("Paused; due on %(day)s if it goes on today") % {"day": day}
    left = reckoning.remaining or 0
    return ("due" if left <= SOON else "open"), _left(reckoning) % {"n": left, "day": day}


def _overdue(reckoning: Reckoning) -> str:
    late = -(reckoning.remaining or 0)
    if reckoning.rule.unit is Unit.WORKING_DAY:
        return ngettext(
            "%(n)d working day late; it was due on %(day)s", "%(n)d working days late; it was due on %(day)s", late
        )
    return ngettext("%(n)d day late; it was due on %(day)s", "%(n)d days late; it was due on %(day)s", late)


def _left(reckoning: Reckoning) -> str:
    left = reckoning.remaining or 0
    if reckoning.rule.unit is Unit.WORKING_DAY:
        return ngettext("%(n)d working day left, due on %(day)s", "%(n)d working days left, due on %(day)s", left)
    return ngettext("%(n)d day left, due on %(day)s", "%(n)d days left, due on %(day)s", left)
