"""Due dates of whole ledgers: the same answer as the clock gives for a case without events, many times faster."""

from collections.abc import Callable
from datetime import date

from cases.deadlines import opinion_rule
from foundation.clocks.calendar import Calendar
from foundation.clocks.turnaround import due_on_simple

DueDate = Callable[[date], tuple[date | None, bool]]
"""From the day the agreement took effect to the due date, and whether it rests on an unpublished calendar."""


def opinion_due(calendar: Calendar) -> DueDate:
    """Return the due date of an opinion without agreed limit, pause or extension, remembering every day asked.

    A day for which the legal tables hold no time limit has no due date.
    """
    known: dict[date, tuple[date | None, bool]] = {}

    def due(effective_on: date) -> tuple[date | None, bool]:
        found = known.get(effective_on)
        if found is None:
            found = known[effective_on] = _reckoned(calendar, effective_on)
        return found

    return due


def _reckoned(calendar: Calendar, effective_on: date) -> tuple[date | None, bool]:
    try:
        rule = opinion_rule(effective_on)
    except LookupError:
        return None, False
    day = due_on_simple(calendar, effective_on, rule.amount)
    return day, bool(calendar.provisional_years(effective_on, day))
