"""The objection of the barred to a restriction, and the decision about it."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.notices import notify
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from institutions.actions.holding import organ_of
from institutions.actions.restricting import end_bar, locked_bar
from institutions.actions.telling import tell_restriction
from institutions.models import Objection, Restriction
from institutions.recipients import deciders_of
from institutions.restrictions import gate
from institutions.restrictions.states import REJECTING, UPHOLDING
from institutions.restrictions.verbs import DECIDE, OBJECT
from institutions.standing import gate as standing_gate


@act
def object_to(pk: UUID, *, by: AnyActor, version: int, text: str, evidence: Received | None = None) -> Objection:
    """Object to a restriction, for the barred institution, one of its people, or oneself. It goes on barring.

    `version` is that of the restriction. The file was received before this transaction. Raises NotAllowed, StaleState,
    and RuleBroken with findings beside the fields.
    """
    row = (
        Restriction.objects.select_related("institution__organisation", "set_by")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    if by.user_id is None or not by.may(OBJECT.code, row):
        raise NotAllowed(OBJECT.code, _("Your posting does not allow this act."))
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    today = timezone.localdate()
    findings = [*gate.may_object(row, gate.objection_of(row), today), *gate.text_objections(text)]
    if findings:
        raise RuleBroken(findings)
    body = row.institution.organisation
    stored = storing.record(evidence, by=by, organisation=body, belongs_to=row.stream) if evidence else None
    made = Objection(restriction=row, text=text.strip(), evidence=stored, raised_by_id=by.user_id, raised_on=today)
    write(made, OBJECT.code, by=by, facts={"document": row.document_number, "evidence": stored is not None})
    told = {"number": row.document_number}
    users = deciders_of(row.set_by_id, today)
    notify(users, "objection_raised", f"objection_raised:{made.pk}", told, row.get_absolute_url())
    return made


@act
def decide_objection(
    pk: UUID, *, by: AnyActor, version: int, upheld: bool, document_number: str, reason: str
) -> Restriction:
    """Decide about the objection to a restriction: upheld, the restriction is lifted from today on in the same act.

    `pk` and `version` are those of the restriction. Who set it does not decide. Raises NotAllowed, StaleState, and
    RuleBroken with findings beside the fields.
    """
    row = locked_bar(pk, by=by, verb=DECIDE.code)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    organ, raised = organ_of(by), gate.objection_of(row)
    findings = [
        *gate.may_decide(row, raised, by, organ),
        *standing_gate.document_objections(document_number),
        *unfit(reason),
    ]
    if findings or raised is None:
        raise RuleBroken(findings)
    number, why = document_number.strip(), reason.strip()
    said: dict[str, Any] = {
        "decided_on": timezone.localdate(),
        "decided_by": organ,
        "decision_document": number,
        "decision_reason": why,
    }
    step = UPHOLDING if upheld else REJECTING
    move(raised, step, by=by, facts={"upheld": upheld, "document": number}, reason=why, values=said)
    if upheld:
        end_bar(row, organ, by=by, number=number, reason=why)
    tell_restriction(row, "objection_upheld" if upheld else "objection_rejected")
    return row
