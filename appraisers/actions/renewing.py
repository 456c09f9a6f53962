"""Applications for renewal of practice certificates (条例 art. 23): recorded and decided as those of licences."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.actions.changing_certificates import locked
from appraisers.actions.keeping_certificates import PAPER_JOB, planned
from appraisers.models import Appraiser, CertificateRenewal, CertificateState
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from institutions.actions.keeping_states import keep, ordered
from institutions.actions.renewing import enter, settle
from institutions.actions.telling import tell_renewal
from institutions.models import Act
from institutions.renewing import DUE
from institutions.states import Plan
from institutions.verbs import DECIDE_RENEWAL, RECORD_RENEWAL


@act
def record_certificate_renewal(
    pk: UUID, *, by: Actor, version: int, asked_on: date, document_number: str, reason: str
) -> CertificateRenewal:
    """Record that renewal of a certificate was asked for on a day. `version` is that of the appraiser.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = _held(pk, by, RECORD_RENEWAL)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    renewal = CertificateRenewal(appraiser=row, until=row.certificate_until, asked_on=asked_on)
    if row.ended_on is not None:
        raise RuleBroken(Finding(_("This registration has ended already."), code="ended_already"))
    pending = CertificateRenewal.objects.filter(appraiser=row).pending().exists()
    enter(renewal, row, row.certificate_from, pending, by=by, number=document_number, reason=reason)
    return renewal


@act
def decide_certificate_renewal(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    granted: bool,
    document_number: str,
    reason: str,
    new_until: date | None = None,
) -> CertificateRenewal:
    """Decide an application: granted, the certificate has a new last day; refused, it ends. `version` is its own.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    renewal = CertificateRenewal.objects.get(pk=pk)
    row = _held(renewal.appraiser_id, by, DECIDE_RENEWAL)
    renewal.refresh_from_db()
    found = _extended(row, new_until, document_number.strip()) if granted and new_until is not None else None
    settle(renewal, row, "certificate_until", by=by, version=version, granted=granted, new_until=new_until,
           number=document_number, reason=reason)  # fmt: skip
    if found is not None:
        ordered(found, PAPER_JOB)
        keep(row, found)
    tell_renewal(renewal, row.institution, row.certificate_number)
    return renewal


def _extended(row: Appraiser, new_until: date, number: str) -> Plan[CertificateState]:
    items = {"certificate_until": new_until}
    return planned(row, items, Act.RENEWED, timezone.localdate(), document_number=number, article=DUE)


def _held(pk: UUID, by: Actor, verb: str) -> Appraiser:
    """Lock an appraiser for a decision. Raises NotAllowed, DoesNotExist."""
    row = locked(pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    return row
