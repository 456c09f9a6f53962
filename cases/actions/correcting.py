"""Taking the values of a later ledger over into cases."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from cases.clients import name_client
from cases.comparing import SUBJECTS, Person, from_json, names, stored_case
from cases.conduct.ending import end_conduct
from cases.deriving import derive, has_clock_events
from cases.due_dates import DueDate, opinion_due
from cases.models import Case, Subject
from cases.states import OPEN, State
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import Actor
from foundation.audit.errors import StaleState
from foundation.audit.regulated import write
from foundation.clocks.calendar import Calendar
from foundation.clocks.queries import current_calendar
from foundation.clocks.turnaround import turnaround
from foundation.exchange.actions.deciding import values_in
from foundation.exchange.cells.identifiers import case_number_key
from foundation.exchange.models import Correction
from foundation.law.models import Category


def take_over(corrections: Sequence[Correction], by: Actor, reason: str) -> None:
    """Write the new values of corrections into their cases, each with an event, in the transaction of the caller.

    Raises StaleState when a case changed since the ledger was compared.
    """
    targets = [row.target for row in corrections]
    cases = {case.pk: case for case in Case.objects.select_for_update().filter(pk__in=targets).order_by("pk")}
    calendar = current_calendar()
    due = opinion_due(calendar)
    for row in corrections:
        _apply(cases[row.target], row, by, reason, calendar, due)


def _apply(case: Case, row: Correction, by: Actor, reason: str, calendar: Calendar, due: DueDate) -> None:
    old, new, was_open = values_in(row.old), values_in(row.new), case.state in OPEN
    current = stored_case(case).values
    if case.state == State.VOID or any(
        _kept(name, current[name]) != _kept(name, from_json(name, old[name])) for name in old
    ):
        raise StaleState(row_label=case.case_number)
    for name, value in new.items():
        if name != SUBJECTS:
            _assign(case, name, from_json(name, value))
    if "client_name" in new or "client_kind" in new:
        name_client(case, new.get("client_name", current["client_name"]), new.get("client_kind", case.client_kind))
    _derive(case, calendar, due)
    facts = {"import": row.source_id, "row": row.row, "fields": row.fields}
    write(case, "case.corrected", by=by, facts=facts, reason=reason)
    if was_open and case.state not in OPEN:
        end_conduct(case)
    if SUBJECTS in new:
        _write_subjects(case, from_json(SUBJECTS, new[SUBJECTS]))


def _kept(name: str, value: Any) -> Any:
    return sorted(value) if name == SUBJECTS else value


def _assign(case: Case, name: str, value: Any) -> None:
    match name:
        case "client_name" | "client_kind":
            pass  # both at once, since the kind decides what of a name is sealed
        case "category":
            category = Category.objects.get(pk=value)
            case.category, case.practice_code = category, category.practice_code
        case "appraisers":
            case.appraiser_names = names(value)
        case "opinion_number":
            case.opinion_number, case.opinion_key = value, case_number_key(value)
        case _:
            setattr(case, name, value)


def _derive(case: Case, calendar: Calendar, due: DueDate) -> None:
    """Bring what follows from the dates along: state, due date, turnaround."""
    if case.issued_on is not None:
        derived: Mapping[str, Any] = {"state": State.ISSUED}
    elif case.terminated_on is not None:
        derived = {"state": State.TERMINATED}
    else:
        derived = {"state": case.state if case.state in OPEN else State.IN_PROGRESS}
    if has_clock_events(case):
        derive(case, timezone.localdate())
    else:
        case.due_on, case.due_provisional = due(case.effective_on)
        _count_straight(case, calendar)
    for name, value in derived.items():
        setattr(case, name, value)


def _count_straight(case: Case, calendar: Calendar) -> None:
    """The turnaround of a case without pauses."""
    case.turnaround_days = case.gross_days = None
    if case.issued_on is not None:
        days = turnaround(calendar, case.effective_on, case.issued_on)
        case.turnaround_days, case.gross_days = days.net, days.gross


def _write_subjects(case: Case, people: Sequence[Person]) -> None:
    """Bring the subjects to the new list. Rows of a trail are not deleted: one too many is emptied."""
    rows = list(Subject.objects.select_for_update().filter(case=case).order_by("pk"))
    rows += [Subject(case=case) for _missing in range(len(people) - len(rows))]
    for position, subject in enumerate(rows):
        name, number = people[position] if position < len(people) else ("", "")
        subject.name, subject.identity_number = name, number
        subject.identity_index = blind_index(number) if number else None
        subject.trail_seq = case.trail_seq
        subject.save()
