"""Entering one appraiser in the register by a document (条例 arts. 12, 21): what a roster does for many."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.actions.changing_certificates import beyond_licence, number_objections
from appraisers.actions.keeping_certificates import PAPER_JOB, begun
from appraisers.actions.registering import enter
from appraisers.gate import WORDS, Certificate, objections
from appraisers.models import Appraiser, Assistant
from appraisers.verbs import REGISTER
from foundation.accounts.models import Person
from foundation.accounts.naming import spelled
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from foundation.exchange.cells.identifiers import read_identity_number
from institutions.actions.holding import held
from institutions.actions.keeping_states import order_paper
from institutions.actions.registering import lock_roster
from institutions.models import Act, Institution
from institutions.registration import gate
from institutions.registration.heads import application_objections
from institutions.standing import gate as standing_gate

ONE_HOUSE: Final = "全国人民代表大会常务委员会关于司法鉴定管理问题的决定第八条"
JUDGED_HERE: Final = ("certificate_number", "categories", "institution", "name")
"""Fields of an entry that are judged more strictly than those of a roster."""


@act
def register_appraiser(
    pk: UUID,
    *,
    by: Actor,
    entry: Certificate,
    document_number: str,
    reason: str,
    document: Received | None = None,
    assistant: UUID | None = None,
) -> Appraiser:
    """Register an appraiser at an institution, whose certificate was granted, and order the certificate on paper.

    `assistant`: the time as an assistant of the institution that ends with it; the person stays the same. Raises
    NotAllowed, and RuleBroken with findings beside the fields.
    """
    lock_roster()
    house = held(pk, by=by, verb=REGISTER)
    given = _tidy(replace(entry, institution=house.pk))
    person, helper = _known(given.identity_number), _helper(house, assistant)
    findings = [
        *_of_helper(assistant, helper, given, person),
        *_of_house(house),
        *_objections(given, house, timezone.localdate()),
        *_of_person(given, person),
        *application_objections(
            person.pk if person is not None else None, given.certificate_from or timezone.localdate(), "identity_number"
        ),
        *standing_gate.document_objections(document_number),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    number = document_number.strip()
    facts = {"document": number, "valid_from": given.certificate_from}
    if helper is not None:
        person = _identified(helper, given, by, facts, reason.strip())
    known = {0: person} if person is not None else {}
    (row,) = enter([given], by=by, facts=[facts], people=known, reason=reason.strip())
    state = begun(row, Act.REGISTERED)
    state.document_number = number
    if document is not None:
        state.document = storing.record(document, by=by, organisation=house.organisation, belongs_to=row.stream)
    order_paper(state, PAPER_JOB)
    state.save(force_insert=True)
    return row


def _helper(house: Institution, key: UUID | None) -> Assistant | None:
    rows = Assistant.objects.select_related("person").select_for_update(of=("self",))
    return rows.filter(pk=key, institution=house, valid_until__isnull=True).first() if key is not None else None


def _of_helper(
    key: UUID | None, helper: Assistant | None, entry: Certificate, known: Person | None
) -> Iterator[Finding]:
    """What is wrong with the assistant whom somebody is said to have been."""
    if key is None:
        return
    if helper is None:
        yield Finding(
            _("Choose somebody who assists at the institution today."), field="assistant", code="assistant_elsewhere"
        )
    elif helper.person.name != entry.name:
        yield Finding(_("The assistant has another name."), field="assistant", code="assistant_of_another_name")
    elif known is not None and known.pk != helper.person_id:
        yield Finding(
            _("A person who is not this assistant has this identity number."),
            field="identity_number",
            code="identity_of_another",
        )


def _identified(helper: Assistant, entry: Certificate, by: Actor, facts: Mapping[str, Any], reason: str) -> Person:
    """End the time of an assistant with the day before the certificate, and give the person the identity number."""
    person = helper.person
    person.identity_number, person.identity_index = entry.identity_number, blind_index(entry.identity_number)
    write(spelled(person), "person.corrected", by=by, facts=facts, reason=reason)
    begins = entry.certificate_from or timezone.localdate()
    helper.valid_until = max(helper.valid_from, begins - timedelta(days=1))
    write(helper, "assistant.ended", by=by, facts={"valid_until": helper.valid_until}, reason=reason)
    return person


def given_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the verb takes, from the fields of the form or of a program."""
    names = ("name", "identity_number", "title", "certificate_number", "certificate_from", "certificate_until")
    entry = Certificate(
        institution=None, practice_codes=tuple(dict.fromkeys(given["categories"])), is_full_time=given["is_full_time"],
        **{name: given[name] for name in names},
    )  # fmt: skip
    told = {name: given[name] for name in ("document_number", "reason")}
    return {"entry": entry, "assistant": given.get("assistant") or None, **told}


def _of_house(house: Institution) -> Iterator[Finding]:
    if house.status == Institution.Status.ENDED:
        yield Finding(_("The registration of the institution has ended."), code="institution_ended")


def _objections(entry: Certificate, house: Institution, today: date) -> Iterator[Finding]:
    licensed = frozenset(house.practice_codes)
    yield from gate.as_findings(
        [each for each in objections(entry, licensed, today) if each.field not in JUDGED_HERE], WORDS
    )
    yield from gate.line_objections(entry.name, "name")
    yield from gate.line_objections(entry.title, "title", needed=False)
    yield from number_objections(entry.certificate_number, entry.certificate_from or today)
    wrong = list(gate.practice_objections(entry.practice_codes))
    yield from wrong or beyond_licence(entry.practice_codes, house.practice_codes)
    if entry.is_full_time is None:
        yield Finding(_("This was left empty."), field="is_full_time", code="missing")


def _of_person(entry: Certificate, person: Person | None) -> Iterator[Finding]:
    """The identity number is asked for: without it nobody can tell whether somebody practises elsewhere already."""
    if not isinstance(read_identity_number(entry.identity_number), str):
        yield Finding(_("This is no identity number."), field="identity_number", code="identity_form")
    elif person is not None and person.name != entry.name:
        yield Finding(
            _("A person of another name has this identity number."), field="identity_number", code="identity_of_another"
        )
    elif person is not None and (known := Appraiser.objects.filter(person=person).first()) is not None:
        yield Finding(
            _("This person is on the register with the certificate %(number)s.") % {"number": known.certificate_number},
            ONE_HOUSE,
            "identity_number",
            way_out=_("Record that the appraiser moved instead."),
            code="registered_already",
        )


def _known(identity_number: str) -> Person | None:
    if not identity_number or "\0" in identity_number:
        return None
    return Person.objects.filter(identity_index=blind_index(identity_number)).first()


def _tidy(entry: Certificate) -> Certificate:
    return replace(
        entry,
        name=entry.name.strip(),
        identity_number=entry.identity_number.strip().upper(),
        title=entry.title.strip(),
        certificate_number=entry.certificate_number.strip(),
    )
