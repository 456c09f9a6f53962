"""Verifying an application, deciding about it, and withdrawing the recognition that followed."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Delegation, Organisation
from foundation.accounts.notices import notify
from foundation.accounts.roles import Role
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import Move, move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from governance.recognition.models import RecognitionApplication
from governance.recognition.standards import gate, states
from governance.recognition.standards.conditions import against_recognising
from governance.recognition.standards.criteria import Level, checklist
from governance.recognition.standards.states import ApplicationState, Result
from governance.recognition.standards.verbs import APPLY, DECIDE, VERIFY, WITHDRAW
from institutions.actions.recognising import Decided, end_recognition, recognise
from institutions.models import Recognition
from institutions.recipients import in_charge_of

GRANTED_NOTICE: Final = "recognition_granted"
REFUSED_NOTICE: Final = "recognition_refused"
WITHDRAWN_NOTICE: Final = "recognition_withdrawn"


def locked(pk: UUID, version: int, by: Actor, verb: str) -> RecognitionApplication:
    """Lock an application that is still what was read. Raises NotAllowed, StaleState."""
    row = (
        RecognitionApplication.objects.select_related("institution__organisation")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row


@act
def verify(
    pk: UUID, *, by: Actor, version: int, given: Mapping[str, gate.Given], result: str, reason: str = ""
) -> RecognitionApplication:
    """Verify an application on site and return it: forward to the province, recognised by the city, or refused.

    Raises NotAllowed, StaleState, and RuleBroken: every criterion has points, a note where they differ, and what
    is said to be met is met.
    """
    row = locked(pk, version, by, VERIFY.code)
    if row.state != ApplicationState.SUBMITTED:
        raise RuleBroken(Finding(_("This application does not wait for the city."), field="result"))
    lines = list(row.lines.all())
    found = list(gate.verifying_objections(lines, given, result, reason))
    if found:
        raise RuleBroken(found)
    for line in lines:
        line.verified_points, line.verified_note = given[line.code].number, given[line.code].note.strip()
    points = sum(line.verified_points or 0 for line in lines)
    level = _level(row)
    names = {each.code: each.name for each in checklist(row.kind, row.applied_on)}
    missed = [names.get(line.code, line.code) for line in lines if line.must and line.verified_points != line.weight]
    if result == Result.FIT:
        _insist(row, level, [*gate.unfit_points(level, row.total, points, missed)])
    today = timezone.localdate()
    values: dict[str, Any] = {"verified_points": points, "verified_on": today, "verification": reason.strip()}
    if result == Result.UNFIT:
        step = states.REFUSING_BY_CITY
        values |= {"decided_on": today, "decision_reason": reason.strip()}
    elif level.by_city:
        step = states.GRANTING_BY_CITY
        values |= {"decided_on": today, "valid_from": today, "valid_until": level.until(today)}
    else:
        step = states.FORWARDING
    _step(row, step, by, reason, values)
    for line in lines:
        row.lines.filter(pk=line.pk).update(
            verified_points=line.verified_points, verified_note=line.verified_note, trail_seq=row.trail_seq
        )
    return row


@act
def decide(pk: UUID, *, by: Actor, version: int, result: str, reason: str = "") -> RecognitionApplication:
    """Decide about an application that the city has verified, and return it.

    The conditions are asked again: what was lost since stands against it. Raises NotAllowed, StaleState, RuleBroken.
    """
    row = locked(pk, version, by, DECIDE.code)
    if row.state != ApplicationState.VERIFIED:
        raise RuleBroken(Finding(_("This application does not wait for the province."), field="result"))
    found = list(gate.result_objections(result, reason))
    if found:
        raise RuleBroken(found)
    today, level = timezone.localdate(), _level(row)
    values: dict[str, Any] = {"decided_on": today, "decision_reason": reason.strip()}
    if result == Result.FIT:
        _insist(row, level, [])
        values |= {"valid_from": today, "valid_until": level.until(today)}
    _step(row, states.GRANTING if result == Result.FIT else states.REFUSING, by, reason, values)
    return row


@act
def withdraw(pk: UUID, *, by: Actor, version: int, reason: str) -> RecognitionApplication:
    """Withdraw a recognition before its last day and return its application; it does not hold from today on.

    Raises NotAllowed, StaleState, and RuleBroken without a reason, or where another organ gave it.
    """
    row = locked(pk, version, by, WITHDRAW.code)
    found = gate.withdrawing_barred(row, by) or unfit(reason)
    if found:
        raise RuleBroken(found)
    today, told = timezone.localdate(), reason.strip()
    _step(row, states.WITHDRAWING, by, told, {"withdrawn_on": today, "withdrawal_reason": told})
    held = Recognition.objects.filter(kind=row.kind, source=row.pk, ended_on__isnull=True).first()
    if held is not None:
        end_recognition(held, today, by=by, reason=told)
    return row


def _level(row: RecognitionApplication) -> Level:
    """The level as the list of the day of applying has it. Raises RuleBroken where an administrator ended it since."""
    level = gate.level_of(row.kind, row.applied_on)
    if level is None:
        raise RuleBroken(Finding(_("This recognition is not given on this day."), field="result", code="no_level"))
    return level


def _insist(row: RecognitionApplication, level: Level, found: list[Finding]) -> None:
    against = [*found, *against_recognising(row.institution, level, timezone.localdate())]
    if against:
        raise RuleBroken(against)


def _step(row: RecognitionApplication, step: Move, by: Actor, reason: str, values: dict[str, Any]) -> None:
    facts = {"kind": row.kind, "points": values.get("verified_points", row.verified_points), "total": row.total}
    move(row, step, by=by, reason=reason.strip(), facts=facts, values=values)
    if row.state == ApplicationState.GRANTED and row.valid_from is not None:
        decided = Decided(row.kind, row.valid_from.year, row.valid_from, row.pk, valid_until=row.valid_until)
        recognise(row.institution, decided, by=by, is_synthetic=row.is_synthetic)
    _tell(row)


def _tell(row: RecognitionApplication) -> None:
    kinds = {
        ApplicationState.GRANTED.value: GRANTED_NOTICE,
        ApplicationState.REFUSED.value: REFUSED_NOTICE,
        ApplicationState.WITHDRAWN.value: WITHDRAWN_NOTICE,
    }
    kind = kinds.get(row.state)
    if kind is None:
        return
    today = timezone.localdate()
    holders = Delegation.objects.in_force(today).filter(verb=APPLY.code, level=Organisation.Level.NONE)
    roles = [Role(role) for role in holders.values_list("role", flat=True)]
    users = in_charge_of([row.institution_id], today, roles=roles)[row.institution_id]
    notify(users, kind, f"{kind}:{row.pk}", {"name": str(row.institution)}, row.get_absolute_url())
