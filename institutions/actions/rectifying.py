"""What follows a rectification order: the answer, the re-check, the leader's decision."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding as Refusal
from foundation.audit.errors import RuleBroken, StaleState
from foundation.audit.moves import Move, move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from institutions.actions.finding import unfit_days
from institutions.models import Finding, RectificationAnswer, RectificationOrder
from institutions.rectification import deadlines
from institutions.rectification.gate import not_of_the_organ, unfit_text
from institutions.rectification.recipients import who_may
from institutions.rectification.states import (
    ANSWERING,
    CLOSING,
    ESCALATING,
    HANDING_ON,
    RENEWING,
    RETURNING,
    SETTLED,
    SETTLED_BY_LEADER,
    OrderState,
    Outcome,
)
from institutions.rectification.verbs import ANSWER, DECIDE, RECHECK

CLOSE, RETURN, ESCALATE = "close", "return", "escalate"
RESULTS: Final = (CLOSE, RETURN, ESCALATE)
RENEW, HAND_ON = "renew", "hand_on"
DECISIONS: Final = (RENEW, HAND_ON)


@act
def answer(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    text: str,
    evidence: Received | None = None,
    occurred_on: date | None = None,
) -> RectificationOrder:
    """Answer an order: what was done, with a file of evidence if there is one. A late answer stays late.

    The file was received before this transaction. Raises NotAllowed, StaleState and RuleBroken.
    """
    row = _held(pk, version, ANSWERING)
    wrong = list(unfit_text(text, "text"))
    if wrong:
        raise RuleBroken(wrong)
    today = occurred_on or timezone.localdate()
    position = row.answers.count() + 1
    facts = {"answer": position, "evidence": evidence is not None, "late": row.due_on < today}
    move(row, ANSWERING, by=by, facts=facts, occurred_on=occurred_on, values={"answered_on": today})
    body = row.institution.organisation
    stored = storing.record(evidence, by=by, organisation=body, belongs_to=row.stream) if evidence else None
    RectificationAnswer(
        order=row, position=position, text=text.strip(), answered_on=today, evidence=stored, trail_seq=row.trail_seq
    ).save(force_insert=True)
    _tell(RECHECK.code, row.organ_id, "rectification_answered", row, position)
    return row


@act
def recheck(
    pk: UUID, *, by: AnyActor, version: int, result: str, reason: str, days: int | None = None,
    occurred_on: date | None = None,
) -> RectificationOrder:  # fmt: skip
    """Look again: close the order, send the answer back once with a new time limit, or put it before the leader.

    `result` is close, return or escalate; `days` (working days) belongs to return. An order past its day may be put
    before the leader without an answer. Closing closes the finding. Raises NotAllowed, StaleState and RuleBroken.
    """
    if result not in RESULTS:
        raise RuleBroken(Refusal(_("Say what the re-check came to."), field="result"))
    step = {CLOSE: CLOSING, RETURN: RETURNING, ESCALATE: ESCALATING}[result]
    row = _held(pk, version, step)
    today = occurred_on or timezone.localdate()
    wrong = [*not_of_the_organ(row.organ, by), *unfit(reason)]
    if result == RETURN:
        wrong += unfit_days(days or 0)
        if row.returns:
            wrong.append(
                Refusal(_("An answer is sent back once; now it is closed or put before the leader."), field="result")
            )
    if result == ESCALATE and row.state == OrderState.OPEN and not row.due_on < today:
        wrong.append(Refusal(_("The institution still has time to answer."), field="result"))
    if wrong:
        raise RuleBroken(wrong)
    told = reason.strip()
    if result == CLOSE:
        return _closed(row, step, SETTLED, Outcome.RECTIFIED, by, told, occurred_on)
    if result == RETURN:
        return _running_again(row, step, days or 0, by, told, occurred_on, returns=row.returns + 1)
    move(row, step, by=by, reason=told, facts={"result": result}, occurred_on=occurred_on)
    _tell(DECIDE.code, row.organ_id, "rectification_escalated", row, row.trail_seq)
    return row


@act
def decide(
    pk: UUID, *, by: AnyActor, version: int, decision: str, reason: str, days: int | None = None,
    occurred_on: date | None = None,
) -> RectificationOrder:  # fmt: skip
    """The leader's decision about an escalated order: a new time limit (renew), or closed and handed on (hand_on).

    Raises NotAllowed, StaleState and RuleBroken.
    """
    if decision not in DECISIONS:
        raise RuleBroken(Refusal(_("Choose what is to happen."), field="decision"))
    step = {RENEW: RENEWING, HAND_ON: HANDING_ON}[decision]
    row = _held(pk, version, step)
    wrong = [*not_of_the_organ(row.organ, by), *unfit(reason), *(unfit_days(days or 0) if decision == RENEW else ())]
    if wrong:
        raise RuleBroken(wrong)
    told = reason.strip()
    if decision == HAND_ON:
        return _closed(row, step, SETTLED_BY_LEADER, Outcome.HANDED_ON, by, told, occurred_on)
    return _running_again(row, step, days or 0, by, told, occurred_on)


def _held(pk: UUID, version: int, step: Move) -> RectificationOrder:
    """Lock an order as it was seen. Raises StaleState, and RuleBroken where the step does not start from its state."""
    rows = RectificationOrder.objects.select_related("institution__organisation", "organ")
    row = rows.select_for_update(of=("self",)).get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=row.code)
    if row.state not in step.sources:
        raise RuleBroken(Refusal(_("This order is not waiting for this step any more.")))
    return row


def _closed(
    row: RectificationOrder, step: Move, settled: Move, outcome: Outcome, by: AnyActor, reason: str, on: date | None
) -> RectificationOrder:
    today = on or timezone.localdate()
    values = {"outcome": outcome.value, "closed_on": today}
    move(row, step, by=by, reason=reason, facts={"outcome": outcome.value}, occurred_on=on, values=values)
    finding = Finding.objects.select_for_update().get(pk=row.finding_id)
    move(finding, settled, by=by, reason=reason, facts={"order": row.code}, occurred_on=on, values={"closed_on": today})
    kind = "rectification_handed_on" if outcome is Outcome.HANDED_ON else "rectification_closed"
    _tell(ANSWER.code, row.institution_id, kind, row, row.trail_seq)
    return row


def _running_again(
    row: RectificationOrder, step: Move, days: int, by: AnyActor, reason: str, on: date | None, **values: Any
) -> RectificationOrder:
    today = on or timezone.localdate()
    clock = deadlines.due_from(today, days)
    values |= {
        "days": days,
        "running_from": today,
        "due_on": clock.due_on or today,
        "due_provisional": clock.provisional,
        "answered_on": None,
    }
    facts = {"days": days, "due_on": values["due_on"]}
    move(row, step, by=by, reason=reason, facts=facts, occurred_on=on, values=values)
    _tell(ANSWER.code, row.institution_id, "rectification_returned", row, row.trail_seq)
    return row


def _tell(verb: str, organisation_id: UUID, kind: str, row: RectificationOrder, number: int) -> None:
    told = {"code": row.code, "due": row.due_on.isoformat()}
    notify(who_may(verb, organisation_id), kind, f"{kind}:{row.pk}:{number}", told, row.get_absolute_url())
