"""Entering one institution in the register by a document (条例 art. 12): a roster of one, judged at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from institutions.actions.keeping_states import PAPER_JOB, begun, order_paper
from institutions.actions.registering import enter, lock_roster
from institutions.gate import Registration, objections
from institutions.models import Act, Institution
from institutions.registration import gate
from institutions.registration.heads import head_objections
from institutions.standing import gate as standing_gate
from institutions.verbs import REGISTER

JUDGED_HERE: Final = ("licence_number", "county", "status")
"""Fields of an entry that are judged more strictly, or that a new registration does not have."""


@act
def register_institution(
    *,
    by: Actor,
    entry: Registration,
    funds: int | None,
    document_number: str,
    reason: str,
    document: Received | None = None,
) -> Institution:
    """Register an institution whose licence was granted, and order its licence on paper.

    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    if not by.may(REGISTER):
        raise NotAllowed(REGISTER, _("Your posting does not enter institutions in the register."))
    lock_roster()
    given, number = _tidy(entry), document_number.strip()
    findings = [
        *_objections(given, funds, by, timezone.localdate()),
        *standing_gate.document_objections(document_number),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    facts = {"document": number, "valid_from": given.licence_from}
    (row,) = enter([given], by=by, facts=[facts], reason=reason.strip(), synthetic=is_synthetic(by))
    state = begun(row, Act.REGISTERED)
    state.funds, state.document_number = funds, number
    if document is not None:
        state.document = storing.record(document, by=by, organisation=row.organisation, belongs_to=row.stream)
    order_paper(state, PAPER_JOB)
    state.save(force_insert=True)
    return row


def given_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the verb of registering takes, from the fields of the form or of a program."""
    texts = {
        name: given[name]
        for name in ("name", "abbreviation", "credit_code", "division", "address", "telephone", "head_name")
    }
    terms = {name: given[name] for name in ("licence_number", "licence_from", "licence_until")}
    entry = Registration(practice_codes=tuple(dict.fromkeys(given["categories"])), **texts, **terms)
    return {"entry": entry, **{name: given[name] for name in ("funds", "document_number", "reason")}}


def _objections(entry: Registration, funds: int | None, by: Actor, today: date) -> Iterator[Finding]:
    """What is wrong with an entry. What a roster is only asked about is refused here: it can be corrected at once."""
    yield from gate.as_findings([each for each in objections(entry, today) if each.field not in JUDGED_HERE])
    for text, field, needed in (
        (entry.name, "name", False), (entry.head_name, "head_name", True), (entry.abbreviation, "abbreviation", True),
    ):  # fmt: skip
        yield from gate.line_objections(text, field, needed=needed)
    yield from gate.line_objections(entry.address, "address", gate.ADDRESS)
    yield from gate.telephone_objections(entry.telephone)
    yield from gate.seat_objections(entry.division, by)
    yield from gate.licence_number_objections(entry.licence_number, entry.licence_from or today)
    if entry.practice_codes:
        yield from gate.practice_objections(entry.practice_codes)
        yield from gate.legacy_objections(entry.practice_codes)
    yield from gate.name_taken(entry.name, entry.division)
    yield from gate.credit_code_objections(entry.credit_code)
    yield from head_objections(entry.head_name, entry.licence_from or today)
    yield from gate.funds_objections(funds)
    if funds is None:
        yield Finding(_("This was left empty."), field="funds", code="missing")


def _tidy(entry: Registration) -> Registration:
    texts: dict[str, Any] = {
        name: str(getattr(entry, name)).strip()
        for name in ("name", "credit_code", "address", "telephone", "head_name", "abbreviation")
    }
    texts["credit_code"] = texts["credit_code"].upper()
    texts["telephone"] = gate.telephone_of(texts["telephone"])
    return replace(entry, **texts, licence_number=entry.licence_number.strip().upper())


def is_synthetic(by: Actor) -> bool:
    """What a demo organ enters is demo data."""
    posting = getattr(by, "posting", None)
    return posting is not None and Organisation.objects.filter(pk=posting.organisation_id, is_synthetic=True).exists()
