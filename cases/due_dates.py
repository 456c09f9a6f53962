"""Due dates of whole ledgers: the same answer as the clock gives for a case without events, many times faster."""

from collections.abc import Callable
from datetime import date

from cases.deadlines import OPINION
from foundation.clocks.calendar import Calendar
from foundation.clocks.rules import Direction, Unit, unit_and_direction
from foundation.clocks.turnaround import due_on_simple
from foundation.law.models import DeadlineRule

DueDate = Callable[[date], tuple[date | None, bool]]
"""From the day the agreement took effect to the due date, and whether it rests on an unpublished calendar."""


def opinion_due(calendar: Calendar) -> DueDate:
    """Return the due date of an opinion without agreed limit, pause or extension, remembering every day asked.

    Asks the legal tables once. A day for which they hold no time limit has no due date. Raises
    LookupError for a version that is not in working days, which only the full clock could count.
    """
    versions = list(DeadlineRule.objects.filter(code=OPINION, amount__isnull=False).order_by("-effective_from"))
    for row in versions:
        if unit_and_direction(row.unit) != (Unit.WORKING_DAY, Direction.FORWARD):
            raise LookupError(f"{OPINION} of {row.effective_from} is not in working days.")
    known: dict[date, tuple[date | None, bool]] = {}

    def due(effective_on: date) -> tuple[date | None, bool]:
        found = known.get(effective_on)
        if found is None:
            found = known[effective_on] = _reckoned(calendar, versions, effective_on)
        return found

    return due


def _reckoned(calendar: Calendar, versions: list[DeadlineRule], effective_on: date) -> tuple[date | None, bool]:
    for row in versions:
        if row.effective_from <= effective_on and (row.effective_to is None or effective_on <= row.effective_to):
            day = due_on_simple(calendar, effective_on, row.amount or 0)
            return day, bool(calendar.provisional_years(effective_on, day))
    return None, False
