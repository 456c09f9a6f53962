"""Filing an entrustment, and recording that it is withdrawn."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import gate
from cases.clients import client_is_personal, name_client
from cases.deadlines import decide_by
from cases.deriving import put_decision_day
from cases.entrustments.filing import LONGEST_LINE, LONGEST_TEXT, MOST_ROWS, Filing, MaterialGiven, SubjectGiven
from cases.entrustments.states import UNDECIDED, WITHDRAW, EntrustmentState
from cases.models import ClientKind, ClientNature, EntrustedMaterial, EntrustedSubject, Entrustment
from cases.verbs import FILE
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import at_most, unfit
from foundation.audit.regulated import write
from foundation.documents.codes import new_code
from foundation.exchange.cells.faults import CELL_MESSAGES, Fault
from foundation.exchange.cells.identifiers import case_number_key, read_identity_number
from foundation.law import queries as law
from institutions.models import Institution

EARLIEST = date(2016, 5, 1)
"""The day 司法部令第132号 took effect; the portal reckons no decision before it."""
_LINES = ("client_name", "client_reference", "contact_name", "contact_phone", "contact_address")
_TEXTS = ("matter", "purpose", "facts", "remarks")


@act
def file(filing: Filing, institution: Institution, *, by: Actor) -> Entrustment:
    """File what a client entrusts to an institution (程序通则 arts. 11, 12) and return it.

    The time for the decision runs from `received_on` (art. 13). What the gate finds is kept in the event and
    keeps nobody from filing. Raises NotAllowed, and RuleBroken with a finding for each field that cannot
    be stored as it is.
    """
    if not by.may(FILE.code, institution):
        raise NotAllowed(FILE.code, _("You may file entrustments for your own institution only."))
    today = timezone.localdate()
    findings = list(_objections(filing, today))
    if findings:
        raise RuleBroken(findings)
    verdict = gate.judge(gate.asked_in(filing, institution, today))
    entrustment = _row(filing, institution)
    write(
        entrustment,
        FILE.code,
        by=by,
        facts={
            "code": entrustment.code,
            "institution": institution.pk,
            "category": filing.category,
            "client_kind": filing.client_kind,
            "client_nature": filing.client_nature,
            "is_reappraisal": filing.is_reappraisal,
            "subjects": len(filing.subjects),
            "materials": len(filing.materials),
            "due_on": entrustment.due_on,
            "findings": [finding.code for finding in verdict.findings],
        },
        occurred_on=filing.received_on,
    )
    EntrustedSubject.objects.bulk_create(_subjects(filing, entrustment))
    EntrustedMaterial.objects.bulk_create(_materials(filing, entrustment))
    return entrustment


@act
def withdraw(pk: UUID, *, by: Actor, version: int, reason: str) -> Entrustment:
    """Record that the client has withdrawn an entrustment before it was decided about.

    It cannot be undone: a client who changes his mind entrusts anew. Raises NotAllowed, StaleState, and
    RuleBroken without a reason or after a decision.
    """
    row = Entrustment.objects.select_for_update().get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=row.code)
    findings = unfit(reason)
    if findings:
        raise RuleBroken(findings)
    if row.state not in UNDECIDED:
        raise RuleBroken(Finding(_("This entrustment is not waiting for a decision any more.")))
    today = timezone.localdate()
    move(row, WITHDRAW, by=by, reason=reason.strip(), values={"withdrawn_on": today})
    put_decision_day(row, today)
    return row


def _row(filing: Filing, institution: Institution) -> Entrustment:
    category = law.categories()[filing.category]
    clock = decide_by(filing.received_on)
    row = Entrustment(
        code=new_code(),
        institution=institution,
        city_code=institution.city_code,
        county_code=institution.county_code,
        state=EntrustmentState.RECEIVED,
        received_on=filing.received_on,
        client_nature=filing.client_nature,
        client_reference=filing.client_reference.strip(),
        reference_key=case_number_key(filing.client_reference.strip()),
        category=category,
        practice_code=category.practice_code,
        matter=filing.matter.strip(),
        purpose=filing.purpose.strip(),
        is_reappraisal=filing.is_reappraisal,
        remarks=filing.remarks.strip(),
        due_on=clock.due_on,
        due_provisional=clock.provisional,
        is_synthetic=filing.is_synthetic,
    )
    name_client(row, filing.client_name.strip(), filing.client_kind)
    row.contact_name = filing.contact_name.strip()
    row.contact_phone = filing.contact_phone.strip()
    row.contact_address = filing.contact_address.strip()
    row.facts = filing.facts.strip()
    return row


def _subjects(filing: Filing, entrustment: Entrustment) -> Iterator[EntrustedSubject]:
    for position, given in enumerate(filing.subjects, 1):
        row = EntrustedSubject(
            entrustment=entrustment, position=position, kind=given.kind, trail_seq=entrustment.trail_seq
        )
        number = _identity(given)
        row.name = given.name.strip()
        row.identity_number = number
        identifying = number if given.kind == EntrustedSubject.Kind.PERSON else given.name.strip()
        row.identity_index = blind_index(identifying) if identifying else None
        yield row


def _materials(filing: Filing, entrustment: Entrustment) -> Iterator[EntrustedMaterial]:
    for position, given in enumerate(filing.materials, 1):
        yield as_material(given, entrustment, position)


def as_material(given: MaterialGiven, entrustment: Entrustment, position: int) -> EntrustedMaterial:
    """Return the row of one material, explained by the latest event of its entrustment."""
    return EntrustedMaterial(
        entrustment=entrustment,
        position=position,
        name=given.name.strip(),
        kind=given.kind,
        quantity=given.quantity.strip(),
        condition=given.condition.strip(),
        preservation=given.preservation.strip(),
        received_on=given.received_on,
        trail_seq=entrustment.trail_seq,
    )


def _objections(filing: Filing, today: date) -> Iterator[Finding]:
    """What cannot be stored: a claim about the future, an unknown word, a number that is none."""
    if not filing.client_name.strip():
        yield Finding(_("Say who entrusts the appraisal."), field="client_name")
    if filing.client_kind not in ClientKind.values:
        yield Finding(_("Choose what kind of client it is."), field="client_kind")
    yield from _about_nature(filing)
    category = law.categories().get(filing.category)
    if category is None or not category.practice_code:
        yield Finding(_("Choose a practice category or one of its items."), field="category")
    if not filing.matter.strip():
        yield Finding(_("Say what shall be appraised."), field="matter")
    yield from _days(filing.received_on, "received_on", today)
    for name in _LINES + _TEXTS:
        most = LONGEST_LINE if name in _LINES else LONGEST_TEXT
        if len(getattr(filing, name)) > most:
            yield Finding(at_most(getattr(filing, name), most), field=name)
    if max(len(filing.subjects), len(filing.materials)) > MOST_ROWS:
        yield Finding(_("At most %(most)d subjects and as many materials.") % {"most": MOST_ROWS})
    for place, subject in enumerate(filing.subjects):
        yield from _about_subject(subject, f"subjects-{place}")
    for place, material in enumerate(filing.materials):
        yield from about_material(material, f"materials-{place}", today)


def _about_nature(filing: Filing) -> Iterator[Finding]:
    if not client_is_personal(filing.client_kind):
        if filing.client_nature:
            yield Finding(_("Only of a client outside litigation."), field="client_nature", code="not_asked")
    elif filing.client_nature not in ClientNature.values:
        words = _("Say whether the client is a private person or a company or other body.")
        yield Finding(words, field="client_nature", code="missing")


def _days(day: date, field: str, today: date) -> Iterator[Finding]:
    if day > today:
        yield Finding(_("This day has not come yet. Write the day it was received."), field=field)
    elif day < EARLIEST:
        yield Finding(_("Write a day from %(first)s on.") % {"first": EARLIEST.isoformat()}, field=field)


def _about_subject(given: SubjectGiven, prefix: str) -> Iterator[Finding]:
    if given.kind not in EntrustedSubject.Kind.values:
        yield Finding(_("Choose whether it is a person or a thing."), field=f"{prefix}-kind")
    if not given.name.strip():
        yield Finding(_("Write the name, or the description of the thing."), field=f"{prefix}-name")
    elif len(given.name) > LONGEST_LINE:
        yield Finding(at_most(given.name, LONGEST_LINE), field=f"{prefix}-name")
    if given.identity_number and given.kind == EntrustedSubject.Kind.THING:
        yield Finding(_("A thing has no identity number; describe it by its name."), field=f"{prefix}-identity_number")
        return
    number = read_identity_number(given.identity_number)
    if isinstance(number, Fault):
        yield Finding(
            str(CELL_MESSAGES[number.code].wrong) % {"detail": number.detail},
            field=f"{prefix}-identity_number",
            way_out=_("Compare it with the identity document, or leave it empty."),
        )


def about_material(given: MaterialGiven, prefix: str, today: date) -> Iterator[Finding]:
    """What cannot be stored of one material; findings stand beside `prefix` and the name of the field."""
    if not given.name.strip():
        yield Finding(_("Say what the material is."), field=f"{prefix}-name")
    if given.kind and given.kind not in EntrustedMaterial.Kind.values:
        yield Finding(_("Choose one of the kinds."), field=f"{prefix}-kind")
    for name in ("name", "quantity", "condition", "preservation"):
        if len(getattr(given, name)) > LONGEST_LINE:
            yield Finding(at_most(getattr(given, name), LONGEST_LINE), field=f"{prefix}-{name}")
    if given.received_on is not None:
        yield from _days(given.received_on, f"{prefix}-received_on", today)


def _identity(given: SubjectGiven) -> str:
    number = read_identity_number(given.identity_number)
    return number if isinstance(number, str) else ""
