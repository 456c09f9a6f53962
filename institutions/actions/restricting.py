"""Barring an institution or a person from practising, and lifting the bar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation, Person
from foundation.accounts.naming import spelled
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.clocks.validity import months_after
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from foundation.law import queries as law
from foundation.law.models import Ground
from institutions.actions.holding import held, organ_of
from institutions.actions.telling import tell_restriction
from institutions.barring import GROUNDS
from institutions.covering import Fit, fit
from institutions.models import BarKind, Institution, Restriction
from institutions.restrictions.gate import of_province
from institutions.standing import gate as standing_gate
from institutions.verbs import LIFT_RESTRICTION, RESTRICT

HEAD: Final = "head"
"""The subject of the ground on which a person is kept from heading an institution."""


@dataclass(frozen=True)
class Bar:
    """What a restriction says. No categories: the whole practice. No last day: until it is lifted."""

    ground: str
    valid_from: date
    document_number: str
    reason: str
    categories: Sequence[str] = ()
    valid_until: date | None = None


@act
def restrict_institution(pk: UUID, *, by: Actor, bar: Bar, document: Received | None = None) -> Restriction:
    """Bar an institution, wholly or for items, on a ground of the dated list. Acceptances that run are waited for.

    `document` is the decision itself, received before this transaction. Raises NotAllowed, and RuleBroken with findings
    beside the fields.
    """
    institution = held(pk, by=by, verb=RESTRICT)
    return put(
        institution, bar, by=by, subject="organisation", practice_codes=institution.practice_codes, document=document
    )


def put(
    institution: Institution,
    bar: Bar,
    *,
    by: Actor,
    subject: str,
    practice_codes: Sequence[str],
    person: Person | None = None,
    document: Received | None = None,
    facts: Mapping[str, Any] | None = None,
    besides: Iterable[Finding] = (),
) -> Restriction:
    """Write a restriction of whoever the caller holds locked and may restrict. Raises NotAllowed, RuleBroken.

    `facts` say from where it comes where no decision does: the import and its row. `besides` is what the caller found
    against it. A person whom the portal did not know is entered with it.
    """
    organ = organ_of(by)
    today = timezone.localdate()
    codes = list(dict.fromkeys(bar.categories))
    ground = next((row for row in law.entries(GROUNDS, today) if row.code == bar.ground), None)
    whose: dict[str, Any] = {"person": person} if person else {"organisation": institution.organisation}
    known = Restriction.objects.none() if _is_new(person) else Restriction.objects.filter(**whose)
    findings = [
        *besides,
        *_bar_objections(ground, subject, codes, bar, practice_codes),
        *(_barred_already(known, bar, codes, today) if ground else ()),
    ]
    if ground is None or findings:
        raise RuleBroken(findings)
    if person is not None and _is_new(person):
        write(spelled(person), "person.entered", by=by, facts={"identity_known": True})
    row = Restriction(
        **whose,
        institution=institution,
        kind=BarKind.HEADING if subject == HEAD else BarKind.PRACTICE,
        categories=codes,
        ground=ground.code,
        article=ground.source_text,
        document_number=bar.document_number.strip(),
        reason=bar.reason.strip(),
        valid_from=bar.valid_from,
        valid_until=bar.valid_until,
        set_by=organ,
    )
    told = {
        **(facts or {}), "ground": ground.code, "article": ground.source_text, "categories": codes,
        "document": row.document_number, "valid_from": bar.valid_from, "valid_until": bar.valid_until,
        "subject": subject,
    }  # fmt: skip
    if document is not None:
        row.document = storing.record(document, by=by, organisation=institution.organisation, belongs_to=row.stream)
    write(row, RESTRICT, by=by, facts=told, reason=row.reason)
    tell_restriction(row, "restriction_set")
    return row


def _is_new(person: Person | None) -> bool:
    return person is not None and person._state.adding


@act
def lift(pk: UUID, *, by: Actor, version: int, document_number: str, reason: str) -> Restriction:
    """Lift a restriction from today on. What a provincial organ set only a provincial organ lifts.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = locked_bar(pk, by=by, verb=LIFT_RESTRICTION)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    organ = organ_of(by)
    findings = [*lift_objections(row, organ), *standing_gate.document_objections(document_number), *unfit(reason)]
    if findings:
        raise RuleBroken(findings)
    end_bar(row, organ, by=by, number=document_number.strip(), reason=reason.strip())
    tell_restriction(row, "restriction_lifted")
    return row


def locked_bar(pk: UUID, *, by: Actor, verb: str) -> Restriction:
    """Lock whom a restriction bars, and return it as it is then. Raises NotAllowed, DoesNotExist."""
    row = Restriction.objects.select_related("institution__organisation", "set_by", "person").get(pk=pk)
    held(row.institution_id, by=by, verb=verb)
    if row.person_id is not None:
        Person.objects.select_for_update(no_key=True).get(pk=row.person_id)
    row.refresh_from_db(fields=["trail_seq", "lifted_on", "lifted_by", "valid_until"])
    return row


def end_bar(
    row: Restriction,
    organ: Organisation,
    *,
    by: Actor,
    number: str,
    reason: str,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Lift a locked restriction from today on in the name of an organ, with the event of it."""
    row.lifted_on, row.lifted_by = timezone.localdate(), organ
    row.lift_document, row.lift_reason = number, reason
    write(row, LIFT_RESTRICTION, by=by, facts={**(facts or {}), "document": number}, reason=reason)


def lift_objections(row: Restriction, organ: Organisation) -> Iterator[Finding]:
    """Why an organ may not lift a restriction."""
    if row.lifted_on is not None:
        yield Finding(_("This restriction is lifted already."), code="lifted_already")
    else:
        yield from of_province(row, organ)


def _bar_objections(
    ground: Ground | None, subject: str, codes: Sequence[str], bar: Bar, practice_codes: Sequence[str]
) -> Iterator[Finding]:
    """What is wrong with what a restriction says, whoever it bars."""
    yield from _ground_objections(ground, subject, codes, bar)
    yield from standing_gate.category_objections(codes) if codes else ()
    yield from standing_gate.within_licence(codes, practice_codes)
    yield from standing_gate.document_objections(bar.document_number)
    yield from unfit(bar.reason)


def _ground_objections(ground: Ground | None, subject: str, codes: Sequence[str], bar: Bar) -> Iterator[Finding]:
    if ground is None or ground.details.get("subject") != subject:
        yield Finding(_("Choose one of the legal grounds in force."), field="ground", code="ground_missing")
        return
    extent, most = ground.details.get("extent"), str(ground.details.get("most_months", ""))
    if extent == "items" and not codes:
        yield Finding(
            _("This ground bars certain items only. Choose them."),
            ground.source_text,
            "categories",
            code="items_missing",
        )
    if extent == "whole" and codes:
        yield Finding(
            _("This ground bars the whole practice. Choose no items."),
            ground.source_text,
            "categories",
            code="whole_only",
        )
    if bar.valid_until is not None:
        yield from standing_gate.term_objections(bar.valid_from, bar.valid_until)
    if most.isdecimal():
        yield from _length_objections(ground, bar, int(most))


def _length_objections(ground: Ground, bar: Bar, months: int) -> Iterator[Finding]:
    """A bar on such a ground has an end, so many months after its beginning at the latest."""
    last = months_after(bar.valid_from, months) if bar.valid_from.year < 9000 else None
    if bar.valid_until is None:
        yield Finding(_("This ground needs a last day."), ground.source_text, "valid_until", code="end_missing")
    elif last is not None and bar.valid_until >= last:
        yield Finding(
            _("On this ground it may last %(months)d months at most.") % {"months": months},
            ground.source_text,
            "valid_until",
            code="too_long",
        )


def _barred_already(rows: Any, bar: Bar, codes: Sequence[str], today: date) -> Iterator[Finding]:
    """The same bar again: the same ground, days in common, and the same part of the practice."""
    last = bar.valid_until or date.max
    for row in rows.unlifted(today).filter(ground=bar.ground, valid_from__lte=last):
        if row.valid_until is not None and row.valid_until < bar.valid_from:
            continue
        if not codes or not row.categories or any(fit(code, row.categories) is not Fit.OUTSIDE for code in codes):
            yield Finding(
                _("A restriction on this ground holds already (%(number)s).") % {"number": row.document_number},
                field="ground",
                way_out=_("Lift it first, or choose other days or items."),
                code="barred_already",
            )
            return
