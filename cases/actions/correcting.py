"""Deciding corrections: taking the values of a later ledger over, or leaving a case as it was."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.comparing import SUBJECTS, Person, from_json, names, stored_case
from cases.corrections import values_in
from cases.due_dates import DueDate, opinion_due
from cases.models import Case, Subject
from cases.states import OPEN, State
from cases.verbs import CONFIRM_CORRECTION
from foundation.accounts.sealing import blind_index
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.clocks.calendar import Calendar
from foundation.clocks.queries import current_calendar
from foundation.clocks.turnaround import turnaround
from foundation.exchange.models import Correction, Decision, Import
from foundation.law.models import Category

CHUNK = 500


def decide(
    imported: Import, *, by: Actor, take_over: bool, reason: str, corrections: Sequence[UUID] | None = None
) -> int:
    """Decide the pending corrections of an import, or those named; return how many.

    `take_over` writes the new values into the cases, each with an event; otherwise the cases stay as they
    are and the refusal is kept. Chunks of 500, each in a transaction. Raises NotAllowed, RuleBroken
    without a reason, and StaleState when a case changed since the ledger was compared.
    """
    if not by.may(CONFIRM_CORRECTION.code, imported):
        raise NotAllowed(CONFIRM_CORRECTION.code, _("Your posting does not allow this act."))
    if not reason.strip():
        raise RuleBroken(Finding(_("A reason is needed for every decision on a correction."), field="reason"))
    pending = Correction.objects.pending().filter(source=imported)
    if corrections is not None:
        pending = pending.filter(pk__in=corrections)
    keys = list(pending.order_by("row").values_list("pk", flat=True))
    return sum(
        _decide_chunk(imported, keys[start : start + CHUNK], by, take_over, reason.strip())
        for start in range(0, len(keys), CHUNK)
    )


@act
def _decide_chunk(imported: Import, keys: Sequence[UUID], by: Actor, take_over: bool, reason: str) -> int:
    targets = Correction.objects.filter(pk__in=keys).values("target")
    cases = {case.pk: case for case in Case.objects.select_for_update().filter(pk__in=targets).order_by("pk")}
    rows = list(Correction.objects.select_for_update().pending().filter(pk__in=keys).order_by("row"))
    if not rows:
        return 0
    decision = Decision.APPLIED if take_over else Decision.KEPT
    if take_over:
        calendar = current_calendar()
        due = opinion_due(calendar)
        for row in rows:
            _apply(cases[row.target], row, by, reason, calendar, due)
    facts = {"rows": [row.row for row in rows], "decision": decision.value}
    seq = trail.append(imported.stream, CONFIRM_CORRECTION.code, by=by, facts=facts, reason=reason)
    posting = getattr(by, "posting", None)
    Correction.objects.filter(pk__in=[row.pk for row in rows]).update(
        decision=decision,
        reason=reason,
        decided_by_id=getattr(by, "user_id", None),
        decided_in_id=posting.pk if posting else None,
        decided_at=timezone.now(),
        trail_seq=seq,
    )
    return len(rows)


def _apply(case: Case, row: Correction, by: Actor, reason: str, calendar: Calendar, due: DueDate) -> None:
    old, new = values_in(row.old), values_in(row.new)
    current = stored_case(case).values
    if any(_kept(name, current[name]) != _kept(name, from_json(name, old[name])) for name in old):
        raise StaleState(row_label=case.case_number)
    for name, value in new.items():
        if name != SUBJECTS:
            _assign(case, name, from_json(name, value))
    _derive(case, calendar, due)
    facts = {"import": row.source_id, "row": row.row, "fields": row.fields}
    write(case, "case.corrected", by=by, facts=facts, reason=reason)
    if SUBJECTS in new:
        _write_subjects(case, from_json(SUBJECTS, new[SUBJECTS]))


def _kept(name: str, value: Any) -> Any:
    return sorted(value) if name == SUBJECTS else value


def _assign(case: Case, name: str, value: Any) -> None:
    match name:
        case "category":
            category = Category.objects.get(pk=value)
            case.category, case.practice_code = category, category.practice_code
        case "appraisers":
            case.appraiser_names = names(value)
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
    case.due_on, case.due_provisional = due(case.effective_on)
    case.turnaround_days = case.gross_days = None
    if case.issued_on is not None:
        days = turnaround(calendar, case.effective_on, case.issued_on)
        case.turnaround_days, case.gross_days = days.net, days.gross
    for name, value in derived.items():
        setattr(case, name, value)


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
