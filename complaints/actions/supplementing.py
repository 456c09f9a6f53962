"""Asking a complainant once for what is missing, recording that it came, closing when it did not."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import letters
from complaints.actions.holding import held
from complaints.articles import of_measures
from complaints.complaining import Complaining
from complaints.deadlines import ask_by, due
from complaints.filing import LONGEST_TEXT
from complaints.models import Complaint, SupplementRequest
from complaints.states import ABANDONING, ASKING, RECORDING
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import at_most, unfit

ARTICLE = of_measures("第十四条")


@act
def ask_supplement(pk: UUID, *, by: Actor, version: int, asked_for: str, answer_by: date) -> Complaint:
    """Ask a complainant for everything that is missing, once, until a day (办法 art. 14).

    The clock of the acceptance rests until the answer (条例 art. 47). Raises NotAllowed, StaleState, and RuleBroken
    for a second request, one that comes later than seven working days after receipt, or one without contents.
    """
    row = held(pk, ASKING, by, version)
    today = timezone.localdate()
    findings = _objections(row, asked_for, answer_by, today)
    if findings:
        raise RuleBroken(findings)
    move(
        row,
        ASKING,
        by=by,
        facts={"answer_by": answer_by},
        occurred_on=today,
        values={"due_on": None, "due_provisional": False},
        messages=[letters.message(row, letters.SUPPLEMENT)],
    )
    request = SupplementRequest(complaint=row, asked_on=today, answer_by=answer_by, trail_seq=row.trail_seq)
    request.asked_for = asked_for.strip()
    request.save(force_insert=True)
    return row


@act
def record_supplement(pk: UUID, *, by: Actor, version: int) -> Complaint:
    """Record that the supplement came today; the clock of the acceptance goes on where it stood.

    Materials that come after their day are taken too: whether the delay was justified, the officer decides by
    not closing the complaint. Raises NotAllowed, StaleState and RuleBroken.
    """
    return _arrived(held(pk, RECORDING, by, version), by=by)


@act
def answer_supplement(pk: UUID, *, by: Complaining, text: str) -> Complaint:
    """Take the supplement that a complainant writes on the page for following; the clock of the acceptance goes on.

    The law has it come once, with everything. Raises RuleBroken for an empty text, one that is too long, and where
    no supplement is awaited (any more).
    """
    row = Complaint.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.state not in RECORDING.sources:
        raise RuleBroken(
            Finding(_("No supplement is awaited for this complaint."), code="no_supplement_awaited"),
        )
    if not text.strip() or "\0" in text or len(text) > LONGEST_TEXT:
        message = _("Write your supplement, in at most %(most)d characters.") % {"most": LONGEST_TEXT}
        raise RuleBroken(Finding(message, field="text"))
    return _arrived(row, by=by, answer=text.strip())


@act
def abandon(pk: UUID, *, by: Actor, version: int, reason: str) -> Complaint:
    """Close a complaint whose supplement did not come in time without good cause (办法 art. 14).

    Raises NotAllowed, StaleState, and RuleBroken without a reason or before the day is over.
    """
    row = held(pk, ABANDONING, by, version)
    today = timezone.localdate()
    last = SupplementRequest.objects.get(complaint=row).answer_by
    findings = unfit(reason)
    if today <= last:
        message = _("The complainant has time until %(day)s.") % {"day": last.isoformat()}
        findings = [Finding(message, ARTICLE, code="not_over_yet"), *findings]
    if findings:
        raise RuleBroken(findings)
    return move(row, ABANDONING, by=by, reason=reason.strip(), occurred_on=today, values={"abandoned_on": today})


def _arrived(row: Complaint, *, by: Actor, answer: str = "") -> Complaint:
    today = timezone.localdate()
    move(row, RECORDING, by=by, facts={"in_writing": bool(answer)}, occurred_on=today)
    request = SupplementRequest.objects.get(complaint=row)
    request.answered_on, request.answer, request.trail_seq = today, answer, row.trail_seq
    request.save(update_fields=["answered_on", "answer", "trail_seq"])
    row.due_on, row.due_provisional = due(row, today)
    Complaint.objects.filter(pk=row.pk).update(due_on=row.due_on, due_provisional=row.due_provisional)
    return row


def _objections(row: Complaint, asked_for: str, answer_by: date, today: date) -> list[Finding]:
    findings = []
    if SupplementRequest.objects.filter(complaint=row).exists():
        findings.append(
            Finding(
                _("A supplement was asked for already; the law has everything said at once."),
                ARTICLE,
                code="asked_before",
            )
        )
    last = ask_by(row).due_on
    if last is not None and today > last:
        message = _("A supplement could be asked for until %(day)s.") % {"day": last.isoformat()}
        findings.append(Finding(message, ARTICLE, way_out=_("Decide on what is there."), code="asked_too_late"))
    if len(asked_for) > LONGEST_TEXT:
        findings.append(Finding(at_most(asked_for, LONGEST_TEXT), field="asked_for"))
    elif not asked_for.strip() or "\0" in asked_for:
        findings.append(
            Finding(
                _("Say what is missing, in at most %(most)d characters.") % {"most": LONGEST_TEXT}, field="asked_for"
            )
        )
    if answer_by <= today:
        findings.append(Finding(_("Give a day after today."), field="answer_by"))
    return findings
