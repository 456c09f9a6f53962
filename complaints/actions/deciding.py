"""Deciding whether a complaint is accepted: within seven working days, with the ground where it is refused."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import gate, letters
from complaints.actions.holding import held
from complaints.deadlines import decide_by
from complaints.models import Complaint
from complaints.states import ACCEPTING, REFUSING
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.law import queries as law

GROUNDS = "complaint_refusal"


@act
def accept(pk: UUID, *, by: Actor, version: int, reason: str = "") -> Complaint:
    """Accept a complaint; the sixty days for the decision run from today (条例 art. 47; 办法 art. 25).

    Where the gate finds something against it, a reason has to say why it is accepted all the same. Raises
    NotAllowed, StaleState and RuleBroken.
    """
    row = held(pk, ACCEPTING, by, version)
    findings = gate.judge(gate.asked_about(row))
    wrong = unfit(reason) if findings or reason.strip() else []
    if wrong:
        raise RuleBroken(findings + wrong)
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
        messages=[letters.message(row, letters.ACCEPTANCE)],
    )


@act
def refuse(pk: UUID, *, by: Actor, version: int, ground: str, reason: str) -> Complaint:
    """Refuse a complaint on a statutory ground, with the reason in words (条例 art. 48; 办法 arts. 4, 15, 16).

    It is final here: the complainant may ask for reconsideration or bring new facts in a new complaint. Raises
    NotAllowed, StaleState, and RuleBroken without reason or with a ground the law does not name.
    """
    row = held(pk, REFUSING, by, version)
    today = timezone.localdate()
    findings = unfit(reason)
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
        messages=[letters.message(row, letters.REFUSAL)],
    )
