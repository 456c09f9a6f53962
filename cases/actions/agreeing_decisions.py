"""Agreeing with the client on a longer time for the decision about acceptance (程序通则 art. 13)."""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.completing import why_decided
from cases.deadlines import decision_clock, decision_from, decision_rule
from cases.deriving import put_decision_day
from cases.entrustments.locking import locked
from cases.entrustments.states import UNDECIDED
from cases.models import AgreedDecision, Entrustment
from cases.verbs import AGREE_DECISION
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write

MOST: Final = 250
"""Working days, about a year: what is longer is a slip of the keyboard."""
LONGER: Final = "司法鉴定程序通则第十三条"


@act
def agree(pk: UUID, *, by: Actor, version: int, days: int, nature: str, agreed_on: date, reason: str) -> Entrustment:
    """Record that so many working days from the receipt were agreed for the decision; return the entrustment.

    The time counts from the day of the agreement; agreed after the last day it cures nothing, which the event keeps.
    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields, or after a decision.
    """
    row = locked(pk, AGREE_DECISION.code, by=by, version=version)
    if row.state not in UNDECIDED:
        raise RuleBroken(why_decided())
    today = timezone.localdate()
    earlier = list(row.agreed_decisions.all())
    new = AgreedDecision(
        entrustment=row, number=1 + len(earlier), days=days, nature=nature, agreed_on=agreed_on, reason=reason.strip()
    )
    findings = [*_about_the_day(row, earlier, agreed_on, today), *_about_days(row, earlier, days)]
    if nature not in AgreedDecision.Nature.values:
        findings.append(Finding(_("Choose one of what is offered."), LONGER, field="nature", code="not_in_the_list"))
    findings += unfit(reason)
    if not findings:
        findings += _about_the_past(row, [*earlier, new], today)
    if findings:
        raise RuleBroken(findings)
    facts = {
        "number": new.number,
        "days": days,
        "nature": nature,
        "agreed_on": agreed_on,
        "late": decision_clock(row, agreed_on).late,
    }
    write(row, AGREE_DECISION.code, by=by, facts=facts, reason=new.reason, occurred_on=agreed_on)
    new.trail_seq = row.trail_seq
    new.save(force_insert=True)
    put_decision_day(row, today)
    return row


def _about_the_day(row: Entrustment, earlier: list[AgreedDecision], agreed_on: date, today: date) -> list[Finding]:
    first = max((each.agreed_on for each in earlier), default=row.received_on)
    if agreed_on > today:
        return [Finding(_("This day has not come yet."), field="agreed_on")]
    if agreed_on < first:
        words = _("Write a day from %(first)s on.")
        return [Finding(words % {"first": first.isoformat()}, field="agreed_on")]
    return []


def _about_days(row: Entrustment, earlier: list[AgreedDecision], days: int) -> list[Finding]:
    held = earlier[-1].days if earlier else decision_rule(row.received_on).amount
    if days <= held:
        words = _("Agree more than the %(days)d working days that hold now.")
        return [Finding(words % {"days": held}, LONGER, field="days", code="not_longer")]
    if days > MOST:
        return [Finding(_("Write a number from 1 to %(most)d.") % {"most": MOST}, field="days", code="out_of_range")]
    return []


def _about_the_past(row: Entrustment, rows: list[AgreedDecision], today: date) -> list[Finding]:
    """Refuse a time that would have run out before it was agreed; it would be kept and change nothing."""
    lines = decision_from(row, rows, today).lines
    if any(line.key == "agreed_past" and line.params["on"] == rows[-1].agreed_on for line in lines):
        return [
            Finding(
                _("This limit would have run out before it was agreed."), LONGER, field="days", code="limit_is_over"
            )
        ]
    return []
