"""By when a suspension for rectification is asked for, and how long it may last (条例 art. 14)."""

from datetime import date
from typing import Final

from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind
from foundation.clocks.statutory import statutory_rule
from foundation.clocks.validity import months_after
from institutions.lapses.verbs import BASIS

ASKING: Final = "DL18"
MOST_MONTHS: Final = 12
"""条例 art. 14: a year at most; DL19 of the table of deadlines."""


def ask_by(code: str, since: date, on: date) -> date | None:
    """Return the last day for asking, counted from the first day of the loss; None where the list names no limit.

    Raises NoSuchLimit when the legal tables do not hold the limit that the list names.
    """
    if not code:
        return None
    rule = statutory_rule(code, on, BASIS)
    return reckon(rule, [ClockEvent(ClockEventKind.START, since)], current_calendar(), on).due_on


def clock_of(since: date, asked_on: date | None, on: date) -> Reckoning:
    """Reckon the time for asking as it stands on a day; the application stops it."""
    events = [ClockEvent(ClockEventKind.START, since)]
    if asked_on is not None:
        events.append(ClockEvent(ClockEventKind.STOP, asked_on))
    return reckon(statutory_rule(ASKING, on, BASIS), events, current_calendar(), on)


def latest_end(first: date) -> date:
    """Return the first day on which a suspension that began on a day may not go on."""
    return months_after(first, MOST_MONTHS)
