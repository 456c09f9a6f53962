"""Filing a complaint: by whoever has an interest, without an account."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import following, gate, receipts
from complaints.actions import drafting
from complaints.deadlines import accept_by
from complaints.filing import LONGEST_LINE, LONGEST_TEXT, ComplainantGiven, ComplaintGiven
from complaints.models import Allegation, Complainant, Complaint, ComplaintDraft, Interest
from complaints.states import ComplaintState
from complaints.verbs import FILED
from foundation.accounts.models import Organisation
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import at_most
from foundation.audit.regulated import write
from foundation.exchange.cells.faults import CELL_MESSAGES, Fault
from foundation.exchange.cells.identifiers import read_identity_number
from foundation.law import queries as law
from institutions.models import Institution

SCOPE = "complaint_scope"
EARLIEST = date(1990, 1, 1)
_LINES = ("name", "identity_number", "phone", "address", "sex", "occupation", "agent_name", "agent_phone")


@dataclass(frozen=True)
class Filed:
    """A complaint on file and the code for following it, which nothing stored can tell."""

    complaint: Complaint
    follow_code: str
    fresh: bool


@act
def file(given: ComplaintGiven, institution: Institution, *, draft_key: str, by: Actor) -> Filed:
    """File a complaint (办法 arts. 10, 12, 13) under the next number of the year and return it with its code.

    Who has an interest may complain, so no verb is asked for. A draft makes one complaint: sending it again, or
    twice at the same moment, returns the first with the same code; it is dropped, and the receipt signed, with the
    complaint. What the gate finds is kept in the event and
    keeps nobody from complaining. Raises RuleBroken with a finding for each field that cannot be stored as it is,
    and ValueError for a draft key that could be guessed.
    """
    if len(draft_key) < following.LEAST_KEY:
        raise ValueError("A draft key of fewer than 128 bits could be guessed.")
    digest = following.draft_digest(draft_key)
    drafting.one_at_a_time(digest)
    known = Complaint.objects.filter(draft_key=digest).first()
    code = following.follow_code(draft_key)
    if known is not None:
        return Filed(known, code, fresh=False)
    today = timezone.localdate()
    findings = list(_objections(given, today))
    organ = gate.organ_for(institution)
    if organ is None:
        findings.append(Finding(_("No organ for this institution is on file."), field="institution"))
    if findings or organ is None:
        raise RuleBroken(findings)
    row = _row(given, institution, organ, today)
    row.draft_key, row.follow_hash = digest, following.hashed(code)
    complainant = _complainant(given.complainant, row)
    digest_of_contents = receipts.digest_of(row, complainant, given.kinds)
    index = complainant.identity_index
    asked = gate.Asked(institution.pk, bytes(index) if index else None, row.known_on, today)
    verdict = gate.judge(asked)
    row.year, row.serial = today.year, _next_serial(today.year)  # last, since the series is held until commit
    write(
        row,
        FILED,
        by=by,
        facts={
            "year": row.year,
            "serial": row.serial,
            "institution": institution.pk,
            "organ": organ.pk,
            "kinds": list(given.kinds),
            "due_on": row.due_on,
            "findings": [finding.code for finding in verdict],
            "digest": digest_of_contents,
        },
        occurred_on=today,
    )
    complainant.trail_seq = row.trail_seq
    complainant.save(force_insert=True)
    Allegation.objects.bulk_create(
        Allegation(complaint=row, position=position, kind=kind, trail_seq=row.trail_seq)
        for position, kind in enumerate(given.kinds, 1)
    )
    receipts.sign_receipt(row, digest_of_contents)
    ComplaintDraft.objects.filter(key_digest=digest).delete()
    return Filed(row, code, fresh=True)


def objections(given: ComplaintGiven) -> list[Finding]:
    """Return what of a complaint cannot be stored as it is; who asks for a part looks at the fields of that part."""
    return list(_objections(given, timezone.localdate()))


def _next_serial(year: int) -> int:
    """Return the next number of the year. The series is locked until this transaction ends: no gap, no double."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO complaints_numberseries AS s (year, last) VALUES (%s, 1)"
            " ON CONFLICT (year) DO UPDATE SET last = s.last + 1 RETURNING last",
            [year],
        )
        return int(cursor.fetchone()[0])


def _row(given: ComplaintGiven, institution: Institution, organ: Organisation, today: date) -> Complaint:
    clock = accept_by(today)
    known = given.known_on
    if given.known_to_month:
        known = min(known.replace(day=monthrange(known.year, known.month)[1]), today)
    row = Complaint(
        organ=organ,
        institution=institution,
        city_code=institution.city_code,
        county_code=institution.county_code,
        state=ComplaintState.RECEIVED,
        received_on=today,
        known_on=known,
        known_to_month=given.known_to_month,
        interest=given.interest,
        due_on=clock.due_on,
        due_provisional=clock.provisional,
        is_synthetic=given.is_synthetic,
    )
    row.account = given.account.strip()
    row.request = given.request.strip()
    return row


def _complainant(given: ComplainantGiven, complaint: Complaint) -> Complainant:
    row = Complainant(complaint=complaint)
    number = read_identity_number(given.identity_number)
    row.identity_number = number if isinstance(number, str) else ""
    row.identity_index = blind_index(number) if isinstance(number, str) else None
    for name in _LINES:
        if name != "identity_number":
            setattr(row, name, getattr(given, name).strip())
    return row


def _objections(given: ComplaintGiven, today: date) -> Iterator[Finding]:
    """What cannot be stored: a day to come, an unknown word, a field of art. 13 that is empty."""
    if given.interest not in Interest.values:
        yield Finding(_("Say what ties you to this appraisal."), field="interest")
    offered = {row.code for row in law.grounds(SCOPE, today)}
    if not given.kinds or not set(given.kinds) <= offered or len(set(given.kinds)) != len(given.kinds):
        yield Finding(_("Choose what your complaint is about, each once."), field="kinds")
    if not EARLIEST <= given.known_on <= today:
        yield Finding(_("Write a day that has come."), field="known_on")
    if not given.account.strip():
        yield Finding(_("Tell what happened."), field="account")
    for name in ("account", "request"):
        yield from _storable(getattr(given, name), name, LONGEST_TEXT)
    yield from _about(given.complainant)


def _about(given: ComplainantGiven) -> Iterator[Finding]:
    if not given.name.strip():
        yield Finding(_("Write your name."), field="name")
    if not given.phone.strip():
        yield Finding(_("Write a telephone number where you can be reached."), field="phone")
    if not given.address.strip():
        yield Finding(_("Write the address to which letters shall go."), field="address")
    for name in _LINES:
        yield from _storable(getattr(given, name), name, LONGEST_LINE)
    number = read_identity_number(given.identity_number)
    if isinstance(number, Fault):
        message = str(CELL_MESSAGES[number.code].wrong) % {"detail": number.detail}
        yield Finding(message, field="identity_number", way_out=_("Compare it with the identity document."))
    elif number is None:
        yield Finding(_("Write your identity number."), field="identity_number")


def _storable(text: str, field: str, most: int) -> Iterator[Finding]:
    if "\0" in text:
        yield Finding(_("A character that cannot be stored was typed here."), field=field)
    if len(text) > most:
        yield Finding(at_most(text, most), field=field)
