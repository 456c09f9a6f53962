"""Recording what an investigation did and what it showed (办法 art. 19)."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.actions.holding import held_in
from complaints.filing import LONGEST_TEXT
from complaints.investigating import not_declared
from complaints.models import Complaint, Inquiry
from complaints.states import ComplaintState
from complaints.verbs import INVESTIGATE, RECORDED
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import at_most

_UNDER_WAY = frozenset({ComplaintState.INVESTIGATING.value})


@act
def record_inquiry(pk: UUID, *, by: Actor, version: int, kind: str, made_on: date, findings: str) -> Complaint:
    """Record one step of an investigation, as one of its investigators without a conflict.

    `made_on` is the day it was done, which may lie before today, not before the acceptance. The text is sealed.
    Raises NotAllowed, StaleState and RuleBroken.
    """
    row = held_in(pk, INVESTIGATE.code, _UNDER_WAY, by, version)
    today = timezone.localdate()
    wrong = []
    own = UUID(by.posting_id)
    if not row.investigators.cleared().filter(posting=own).exists():
        wrong.append(not_declared())
    if kind not in Inquiry.Kind.values:
        wrong.append(Finding(_("Choose what was done."), field="kind"))
    if made_on > today or (row.accepted_on is not None and made_on < row.accepted_on):
        wrong.append(Finding(_("Write a day from the acceptance until today."), field="made_on"))
    if len(findings) > LONGEST_TEXT:
        wrong.append(Finding(at_most(findings, LONGEST_TEXT), field="findings"))
    elif not findings.strip() or "\0" in findings:
        message = _("Write what it showed, in at most %(most)d characters.") % {"most": LONGEST_TEXT}
        wrong.append(Finding(message, field="findings"))
    if wrong:
        raise RuleBroken(wrong)
    seq = trail.append(row.stream, RECORDED, by=by, facts={"kind": kind}, occurred_on=made_on)
    inquiry = Inquiry(complaint=row, kind=kind, made_on=made_on, posting_id=own, trail_seq=seq)
    inquiry.findings = findings.strip()
    inquiry.save(force_insert=True)
    Complaint.objects.filter(pk=row.pk).update(trail_seq=seq)
    row.trail_seq = seq
    return row
