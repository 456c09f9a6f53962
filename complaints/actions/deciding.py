"""Deciding whether a complaint is accepted: within seven working days, with the ground where it is refused."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import gate
from complaints.deadlines import decide_by
from complaints.models import Complaint
from complaints.states import ACCEPTING, REFUSING, ComplaintState
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import Move, move
from foundation.audit.once import act
from foundation.audit.reasons import lacking
from foundation.law import queries as law

GROUNDS = "complaint_refusal"


@act
def accept(pk: UUID, *, by: Actor, version: int, reason: str = "") -> Complaint:
    """Accept a complaint; the sixty days for the decision run from today (条例 art. 47; 办法 art. 25).

    Where the gate finds something against it, a reason has to say why it is accepted all the same. Raises
    NotAllowed, StaleState and RuleBroken.
    """
    row = _held(pk, ACCEPTING, by, version)
    findings = gate.judge(gate.asked_about(row))
    if findings and lacking(reason):
        raise RuleBroken(findings + lacking(reason))
    today = timezone.localdate()
    clock = decide_by(today)
    return move(
        row,
        ACCEPTING,
        by=by,
        reason=reason.strip(),
        facts={"findings": [finding.code for finding in findings], "due_on": clock.due_on},
        occurred_on=today,
        values={"accepted_on": today, "due_on": clock.due_on, "due_provisional": clock.provisional},
    )


@act
def refuse(pk: UUID, *, by: Actor, version: int, ground: str, reason: str) -> Complaint:
    """Refuse a complaint on a statutory ground, with the reason in words (条例 art. 48; 办法 arts. 4, 15, 16).

    It is final here: the complainant may ask for reconsideration or bring new facts in a new complaint. Raises
    NotAllowed, StaleState, and RuleBroken without reason or with a ground the law does not name.
    """
    row = _held(pk, REFUSING, by, version)
    today = timezone.localdate()
    findings = lacking(reason)
    offered = next((each for each in law.grounds(GROUNDS, today) if each.code == ground), None)
    if offered is None:
        findings = [Finding(_("Choose one of the statutory grounds."), field="ground"), *findings]
    if findings or offered is None:
        raise RuleBroken(findings)
    return move(
        row,
        REFUSING,
        by=by,
        reason=reason.strip(),
        facts={"ground": offered.code, "citations": list(offered.citations)},
        occurred_on=today,
        values={
            "refused_on": today,
            "refusal_ground": offered.code,
            "due_on": None,
            "due_provisional": False,
        },
    )


def _held(pk: UUID, step: Move, by: Actor, version: int) -> Complaint:
    """Lock a complaint that this person may decide about now."""
    row = Complaint.objects.select_for_update(of=("self",)).select_related("organ", "complainant").get(pk=pk)
    if not by.may(step.verb, row):
        raise NotAllowed(step.verb, _("Your posting does not allow this act."))
    other = gate.competence(row, by)
    if other is not None:
        raise RuleBroken(other)
    if row.state != ComplaintState.RECEIVED:
        raise RuleBroken(Finding(_("The acceptance of this complaint is decided already.")))
    if row.trail_seq != version:
        raise StaleState(row_label=row.number)
    return row
