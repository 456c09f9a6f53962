"""What follows from the dates of one case by its whole clock, pauses and extensions included: due date, turnaround."""

from datetime import date

from cases.deadlines import clock_of
from cases.models import Case
from cases.turnarounds import turnaround_of


def has_clock_events(case: Case) -> bool:
    """Whether anything but start and end happened to the clock of a case, so that only the whole clock counts it."""
    return case.supplements.exists() or case.extensions.approved().exists()


def derive(case: Case, as_of: date) -> None:
    """Set the derived columns of a case without writing them."""
    clock = clock_of(case, as_of)
    span = turnaround_of(case, case.issued_on) if case.issued_on is not None else None
    case.due_on, case.due_provisional = clock.due_on, clock.provisional
    case.turnaround_days, case.gross_days = (span.net, span.gross) if span else (None, None)


def put_derived(case: Case, as_of: date) -> bool:
    """Write what follows from the dates of a case; no event, since dates, law and calendar explain it.

    Returns whether anything changed.
    """
    before = (case.due_on, case.due_provisional, case.turnaround_days, case.gross_days)
    derive(case, as_of)
    after = (case.due_on, case.due_provisional, case.turnaround_days, case.gross_days)
    if before == after:
        return False
    columns = ("due_on", "due_provisional", "turnaround_days", "gross_days")
    Case.objects.filter(pk=case.pk).update(**dict(zip(columns, after, strict=True)))
    return True
