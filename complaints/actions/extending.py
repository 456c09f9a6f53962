"""Extending the time for a decision, once, by the responsible leader of the organ (办法 art. 25)."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import letters
from complaints.actions.holding import held_in
from complaints.deadlines import ARTICLES, DECISION, decision_clock, decision_rule, due
from complaints.models import Complaint
from complaints.states import MATTER_OPEN
from complaints.verbs import EXTEND
from foundation.audit import outbox, trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit

ARTICLE = ARTICLES[DECISION]


@act
def extend(pk: UUID, *, by: Actor, version: int, days: int, reason: str) -> Complaint:
    """Extend the time for the decision by calendar days; the complainant is told in writing.

    An extension is given once, before the time has run out, and by at most the days that the law names. Raises
    NotAllowed, StaleState and RuleBroken.
    """
    row = held_in(pk, EXTEND.code, MATTER_OPEN, by, version)
    findings = [*objections(row), *_too_long(row, days), *unfit(reason)]
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    row.extended_on, row.extended_days = today, days
    row.due_on, row.due_provisional = due(row, today)
    facts = {"days": days, "due_on": row.due_on}
    row.trail_seq = trail.append(row.stream, EXTEND.code, by=by, facts=facts, reason=reason.strip(), occurred_on=today)
    Complaint.objects.filter(pk=row.pk).update(
        extended_on=today,
        extended_days=days,
        due_on=row.due_on,
        due_provisional=row.due_provisional,
        trail_seq=row.trail_seq,
    )
    message = letters.message(row, letters.EXTENSION)
    outbox.put(message.topic, message.payload, key=message.key)
    return row


def objections(row: Complaint) -> list[Finding]:
    """Return what stands against extending whatever the days: a former extension, or a time that has run out."""
    if row.extended_on is not None:
        return [Finding(_("The time was extended before; it can be extended once."), ARTICLE, code="extended_before")]
    today = timezone.localdate()
    clock = decision_clock(row, today)
    if clock is not None and clock.due_on is not None and today > clock.due_on:
        message = _("The time ran out on %(day)s; an extension now would cure nothing.")
        return [Finding(message % {"day": clock.due_on.isoformat()}, ARTICLE, code="run_out")]
    return []


def most_days(row: Complaint) -> int:
    """Return the most days an extension of this complaint may add, by the law of its acceptance. Raises LookupError."""
    most = decision_rule(row.accepted_on or row.received_on).extension_max
    if most is None:
        raise LookupError("The legal tables name no longest extension for the decision about a complaint.")
    return most


def _too_long(row: Complaint, days: int) -> list[Finding]:
    most = most_days(row)
    if 1 <= days <= most:
        return []
    return [Finding(_("Write a number of days from 1 to %(most)d.") % {"most": most}, ARTICLE, field="days")]
