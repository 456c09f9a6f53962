"""Applications for renewal of licences and certificates: recorded when they come, decided by the organ."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from institutions.actions.holding import held
from institutions.actions.keeping_states import PAPER_JOB, keep, ordered, planned
from institutions.actions.telling import tell_renewal
from institutions.gate import five_years_from
from institutions.models import Act, Institution, LicenceRenewal, Outcome, RegistrationState, Renewal
from institutions.renewing import DEEMED, DUE, ask_by
from institutions.standing import gate as standing_gate
from institutions.states import Plan
from institutions.verbs import DECIDE_RENEWAL, RECORD_RENEWAL


@act
def record_renewal(
    pk: UUID, *, by: Actor, version: int, asked_on: date, document_number: str, reason: str
) -> LicenceRenewal:
    """Record that an institution asked for renewal of its licence on a day (条例 art. 13).

    Asked in time and undecided, the licence holds on past its last day (许可法 art. 50(2)). `version` is that of the
    institution. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held(pk, by=by, verb=RECORD_RENEWAL)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    renewal = LicenceRenewal(institution=row, until=row.licence_until, asked_on=asked_on)
    pending = LicenceRenewal.objects.filter(institution=row).pending().exists()
    enter(renewal, row, row.licence_from, pending, by=by, number=document_number, reason=reason)
    return renewal


@act
def decide_renewal(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    granted: bool,
    document_number: str,
    reason: str,
    new_until: date | None = None,
) -> LicenceRenewal:
    """Decide an application: granted, the licence has a new last day; refused, it ends with its last day or today.

    `version` is that of the application. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    renewal = LicenceRenewal.objects.get(pk=pk)
    row = held(renewal.institution_id, by=by, verb=DECIDE_RENEWAL)
    renewal.refresh_from_db()
    found = _extended(row, new_until, document_number.strip()) if granted and new_until is not None else None
    settle(renewal, row, "licence_until", by=by, version=version, granted=granted, new_until=new_until,
           number=document_number, reason=reason)  # fmt: skip
    if found is not None:
        ordered(found, PAPER_JOB)
        keep(row, found)
    tell_renewal(renewal, row, str(row))
    return renewal


def _extended(row: Institution, new_until: date, number: str) -> Plan[RegistrationState]:
    items = {"licence_until": new_until}
    return planned(row, items, Act.RENEWED, timezone.localdate(), document_number=number, article=DUE)


def enter(renewal: Any, holder: Any, first: date, pending: bool, *, by: Actor, number: str, reason: str) -> None:
    """Write an application beside its holder, whom the caller holds locked; one event explains both rows.

    `first` is the first day of the permit, `pending` whether another application waits. Raises RuleBroken.
    """
    today = timezone.localdate()
    findings = [
        *standing_gate.past_objections(renewal.asked_on, "asked_on", today, first),
        *standing_gate.document_objections(number),
        *unfit(reason),
    ]
    if pending:
        findings.insert(0, Finding(_("An application is waiting for its decision already."), code="pending_already"))
    if findings:
        raise RuleBroken(findings)
    limits = ask_by(renewal.until, renewal.asked_on)
    renewal.in_time = limits.in_time(renewal.asked_on)
    renewal.document_number = number.strip()
    facts = {
        "asked_on": renewal.asked_on,
        "until": renewal.until,
        "in_time": renewal.in_time,
        "document": renewal.document_number,
        "article": DUE,
    }
    if renewal.in_time:
        holder.renewal_pending_since = renewal.asked_on
    write(holder, RECORD_RENEWAL, by=by, facts=facts, reason=reason.strip(), occurred_on=renewal.asked_on)
    renewal.trail_seq = holder.trail_seq
    renewal.save(force_insert=True)


def settle(
    renewal: Renewal,
    holder: Any,
    until_column: str,
    *,
    by: Actor,
    version: int,
    granted: bool,
    new_until: date | None,
    number: str,
    reason: str,
) -> None:
    """Write the decision about an application and what follows for its holder, whom the caller holds locked.

    One event explains both rows. Raises StaleState and RuleBroken.
    """
    if renewal.trail_seq != version:
        raise StaleState(row_label=str(renewal))
    findings = [
        *_decision_objections(renewal, granted, new_until),
        *standing_gate.document_objections(number),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    renewal.outcome = Outcome.GRANTED if granted else Outcome.REFUSED
    renewal.decided_on = timezone.localdate()
    renewal.decision_document = number.strip()
    renewal.new_until = new_until if granted else None
    facts = {
        "outcome": renewal.outcome,
        "until": renewal.until,
        "new_until": renewal.new_until,
        "document": renewal.decision_document,
        "article": DEEMED,
    }
    holder.renewal_pending_since = None
    if granted:
        setattr(holder, until_column, new_until)
    write(holder, DECIDE_RENEWAL, by=by, facts=facts, reason=reason.strip())
    renewal.trail_seq, seen = holder.trail_seq, renewal.trail_seq
    columns = ("outcome", "decided_on", "decision_document", "new_until", "trail_seq")
    rows = type(renewal)._base_manager.filter(pk=renewal.pk, trail_seq=seen)
    if not rows.update(**{name: getattr(renewal, name) for name in columns}):
        raise StaleState(row_label=str(renewal))


def latest_end(renewal: Renewal) -> date:
    """The last day that a renewal can give: five years from the day after the present last one (条例 art. 13)."""
    return five_years_from(renewal.until + timedelta(days=1))


def _decision_objections(renewal: Renewal, granted: bool, new_until: date | None) -> Iterator[Finding]:
    if not renewal.is_pending:
        yield Finding(_("This application is decided already."), code="decided_already")
        return
    if not granted:
        if new_until is not None:
            yield Finding(_("A refusal gives no new last day."), field="new_until", code="end_without_grant")
        return
    if new_until is None:
        yield Finding(_("Give the new last day."), field="new_until", code="end_missing")
    elif new_until <= renewal.until:
        yield Finding(_("The new last day has to lie after the present one."), field="new_until", code="not_later")
    elif new_until > latest_end(renewal):
        yield Finding(
            _("A renewal lasts five years at most, here until %(day)s.") % {"day": latest_end(renewal).isoformat()},
            DUE,
            "new_until",
            code="too_long",
        )
