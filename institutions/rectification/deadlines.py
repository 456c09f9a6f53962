"""The time limit of a rectification: so many working days as the organ set."""

from datetime import date
from typing import Final

from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind, ClockRule, Unit
from institutions.models import RectificationOrder
from institutions.rectification.verbs import BASIS

LEAST: Final = 1
MOST: Final = 60
"""Working days. The law known to the portal names no number; these are the bounds of the form."""


def limit(days: int) -> ClockRule:
    """Return the rule of a time limit that an organ set, in working days."""
    return ClockRule(code="rectification", version="", amount=days, unit=Unit.WORKING_DAY, article=BASIS, source=BASIS)


def due_from(day: date, days: int) -> Reckoning:
    """Reckon the last day of a time limit that begins on a day."""
    return reckon(limit(days), [ClockEvent(ClockEventKind.START, day)], current_calendar(), day)


def clock_of(order: RectificationOrder, as_of: date) -> Reckoning:
    """Reckon how long the institution has to answer; the answer stops the clock."""
    events = [ClockEvent(ClockEventKind.START, order.running_from)]
    ended = order.answered_on or order.closed_on
    if ended is not None:
        events.append(ClockEvent(ClockEventKind.STOP, ended))
    return reckon(limit(order.days), events, current_calendar(), as_of)
