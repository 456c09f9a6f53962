"""What follows from one case by its whole clock, pauses and extensions included: due date, turnaround, extension."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from cases.deadlines import clock_from, decision_clock, events_of
from cases.models import Case, Entrustment
from cases.turnarounds import turnaround_of
from foundation.clocks.rules import ClockEventKind

DERIVED: Final = ("due_on", "due_provisional", "turnaround_days", "gross_days", "extended_on")


def has_clock_events(case: Case) -> bool:
    """Whether anything but start and end happened to the clock of a case, so that only the whole clock counts it."""
    return case.supplements.exists() or case.extensions.approved().exists() or case.agreements.exists()


def derive(case: Case, as_of: date) -> None:
    """Set the derived columns of a case without writing them."""
    events = events_of(case)
    clock = clock_from(case, events, as_of)
    span = turnaround_of(case, case.issued_on) if case.issued_on is not None else None
    case.due_on, case.due_provisional = clock.due_on, clock.provisional
    case.turnaround_days, case.gross_days = (span.net, span.gross) if span else (None, None)
    case.extended_on = min((event.on for event in events if event.kind is ClockEventKind.EXTEND), default=None)


def put_derived(cases: Iterable[Case], as_of: date) -> int:
    """Write what follows from the dates of cases; no event, since dates, law and calendar explain it.

    Returns how many changed.
    """
    changed = [case for case in cases if _derives_anew(case, as_of)]
    if changed:
        Case.objects.bulk_update(changed, DERIVED)
    return len(changed)


def put_decision_day(row: Entrustment, as_of: date) -> bool:
    """Write the last day for the decision about an entrustment by its whole clock; return whether it changed.

    No event, since dates, law and calendar explain it.
    """
    clock = decision_clock(row, as_of)
    if (row.due_on, row.due_provisional) == (clock.due_on, clock.provisional):
        return False
    row.due_on, row.due_provisional = clock.due_on, clock.provisional
    Entrustment.objects.filter(pk=row.pk).update(due_on=row.due_on, due_provisional=row.due_provisional)
    return True


def _derives_anew(case: Case, as_of: date) -> bool:
    before = [getattr(case, column) for column in DERIVED]
    derive(case, as_of)
    return before != [getattr(case, column) for column in DERIVED]
