"""Reading what a complaint says, and seeing who complained: recorded first, opened afterwards.

What is complained about is read by the organ that decides, as part of its work. Who complains is opened to one person
only, after another person of the organ has granted it (trust PD-07).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import gate
from complaints.models import Complaint, IdentityRequest
from complaints.verbs import APPROVE_IDENTITY, ASK_IDENTITY, IDENTITY_OPENED, READ
from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Posting
from foundation.accounts.sealed_field import SealedText
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.once import act
from foundation.audit.reasons import unfit

OPEN_DAYS: Final = 7
"""Calendar days, that of the approval included, in which a granted request opens the identity. No rule of law: as short
as a letter and a talk with the complainant allow."""
_PARTICULARS: Final = (
    "name", "sex", "identity_number", "occupation", "address", "phone", "agent_name", "agent_phone",
)  # fmt: skip


@dataclass(frozen=True)
class Inquired:
    """One step of the investigation in plain text."""

    made_on: date
    kind: str
    findings: str


@dataclass(frozen=True)
class Opened:
    """What a complaint says, for one answer to one person; `reasons` are those of the decision, by allegation."""

    account: str
    request: str
    asked_for: str
    inquiries: tuple[Inquired, ...]
    reasons: dict[int, str]


def read(row: Complaint, *, by: Actor) -> Opened:
    """Return account, request, supplement asked for, inquiries and reasons in plain text.

    The event is committed before anything is opened. Raises NotAllowed, and RuleBroken for another organ.
    """
    if not by.may(READ.code, row):
        raise NotAllowed(READ.code, _("Your posting does not allow this act."))
    other = gate.competence(row, by)
    if other is not None:
        raise RuleBroken(other)
    with transaction.atomic(durable=True):
        trail.append(row.stream, READ.code, by=by)
    supplement = getattr(row, "supplement", None)
    return Opened(
        account=_plain(row.account),
        request=_plain(row.request),
        asked_for=_plain(supplement.asked_for) if supplement else "",
        inquiries=tuple(
            Inquired(each.made_on, each.get_kind_display(), _plain(each.findings)) for each in row.inquiries.all()
        ),
        reasons={each.position: _plain(each.reasons) for each in row.allegations.all()},
    )


@act
def ask_identity(pk: UUID, *, by: Actor, reason: str) -> IdentityRequest:
    """Ask to see who complained.

    Raises NotAllowed, and RuleBroken without reason, while a request is open, and for a program that acts for nobody.
    """
    row = _held(pk, ASK_IDENTITY.code, by)
    findings = [*unfit(reason), *_no_person(by)]
    own = UUID(by.posting_id)
    if row.identity_requests.filter(asked_by=own, granted__isnull=True).exists():
        findings = [Finding(_("Your request waits for somebody else to decide about it."), code="asked_before")]
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    request = IdentityRequest(complaint=row, asked_by_id=own, asked_on=today)
    facts = {"request": request.pk, "posting": by.posting_id}
    request.trail_seq = _event(row, ASK_IDENTITY.code, by, facts, reason)
    request.save(force_insert=True)
    return request


@act
def decide_identity(pk: UUID, request: UUID, *, by: Actor, granted: bool, reason: str) -> IdentityRequest:
    """Grant or deny a request to see who complained, as another person of the organ.

    Raises NotAllowed, StaleState for a request decided meanwhile, and RuleBroken without reason, for one's own, for
    one of another complaint, and for a program that acts for nobody.
    """
    row = _held(pk, APPROVE_IDENTITY.code, by)
    asked = row.identity_requests.select_related("asked_by").filter(pk=request).first()
    if asked is None:
        raise RuleBroken(Finding(_("This complaint has no such request."), field="request", code="no_request"))
    findings = [*unfit(reason), *_no_person(by)]
    decider = Posting.objects.get(pk=by.posting_id)
    if decider.user_id == asked.asked_by.user_id:
        findings = [Finding(_("Somebody else decides about your own request."), code="own_request"), *findings]
    if findings:
        raise RuleBroken(findings)
    if asked.granted is not None:
        raise StaleState(row_label=row.number)
    facts = {"request": asked.pk, "granted": granted}
    seq = _event(row, APPROVE_IDENTITY.code, by, facts, reason)
    asked.granted, asked.decided_by, asked.decided_on = granted, decider, timezone.localdate()
    asked.trail_seq = seq
    asked.save(force_update=True)
    return asked


def why_asked(request: IdentityRequest) -> str:
    """Return the reason for which a request that waits was made, as its event holds it."""
    event = Event.objects.filter(stream=request.stream, seq=request.trail_seq, kind=ASK_IDENTITY.code).first()
    return str(event.content.get("reason", "")) if event is not None else ""


def opens_for(row: Complaint, by: AnyActor, on: date) -> IdentityRequest | None:
    """Return the granted request that opens the identity to a person on a day, or None."""
    if by.posting is None or not by.may(ASK_IDENTITY.code):
        return None
    since = on - timedelta(days=OPEN_DAYS - 1)
    granted = row.identity_requests.filter(asked_by=by.posting.pk, granted=True, decided_on__gte=since)
    return granted.order_by("-decided_on").first()


def open_identity(row: Complaint, *, by: AnyActor) -> dict[str, str]:
    """Return who complained, field by field, to the person whose request was granted; every look is an event.

    Raises NotAllowed, and RuleBroken without a granted request in force.
    """
    if not by.may(ASK_IDENTITY.code, row):
        raise NotAllowed(ASK_IDENTITY.code, _("Your posting does not allow this act."))
    _record_look(row, by, {})
    return {name: _plain(getattr(row.complainant, name)) for name in _PARTICULARS}


def hand_out_letter(row: Complaint, *, by: AnyActor, purpose: str) -> None:
    """Record that a letter to the complainant, which names him, goes to the person whose request was granted.

    Raises as `open_identity` does.
    """
    if not by.may(ASK_IDENTITY.code, row):
        raise NotAllowed(ASK_IDENTITY.code, _("Your posting does not allow this act."))
    _record_look(row, by, {"letter": purpose})


def _record_look(row: Complaint, by: AnyActor, facts: dict[str, str]) -> None:
    granted = opens_for(row, by, timezone.localdate())
    if granted is None:
        raise RuleBroken(
            Finding(
                _("No request of yours is granted at present."),
                way_out=_("Ask to see who complained; somebody else of your organ decides."),
                code="not_granted",
            )
        )
    with transaction.atomic(durable=True):
        trail.append(row.stream, IDENTITY_OPENED, by=by, facts={"request": granted.pk, **facts})


def _no_person(by: Actor) -> list[Finding]:
    """Who complained concerns persons of the organ: no machine account asks for it or grants it (trust PD-07)."""
    if not Posting.objects.filter(pk=by.posting_id, user__is_machine=True).exists():
        return []
    return [Finding(_("A person asks for this and a person decides about it, no program by itself."), code="machine")]


def _held(pk: UUID, verb: str, by: Actor) -> Complaint:
    row = Complaint.objects.select_for_update(of=("self",)).select_related("organ").get(pk=pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    other = gate.competence(row, by)
    if other is not None:
        raise RuleBroken(other)
    return row


def _event(row: Complaint, kind: str, by: Actor, facts: dict[str, object], reason: str) -> int:
    """Write the event; the complaint itself does not change, so that nobody's open form grows stale."""
    return trail.append(row.stream, kind, by=by, facts=facts, reason=reason.strip(), occurred_on=timezone.localdate())


def _plain(sealed: SealedText | None) -> str:
    return sealed.reveal() if sealed else ""
