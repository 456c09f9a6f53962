"""Nominating somebody from outside the profession, recording where he works, opening what of him is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation, Person
from foundation.accounts.naming import spelled
from foundation.accounts.sealed_field import SealedText
from foundation.accounts.sealing import blind_index
from foundation.audit import trail
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import lacking, unfit
from foundation.audit.regulated import write
from foundation.exchange.cells.identifiers import read_identity_number
from foundation.law import queries as law
from governance.recognition.actions.appointing import locked
from governance.recognition.experts import gate
from governance.recognition.experts.ranks import ranks_on
from governance.recognition.experts.states import ExpertState
from governance.recognition.experts.verbs import EMPLOYMENT, NOMINATE_OUTSIDE, REVEAL
from governance.recognition.models import Employment, Expert, Outsider
from institutions.actions.registering import lock_roster
from institutions.rectification.gate import unfit_text

STANDING: Final = (ExpertState.NOMINATED, ExpertState.APPOINTED)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What of an outsider is under seal, for one answer to one person; empty where it is not on file."""

    contact: str
    identity_number: str


def cities_of(by: AnyActor) -> list[str]:
    """The cities of the area of an organ: its own, or all of the province."""
    organ = by.posting.organisation if by.posting is not None else None
    every = [row.code for row in law.divisions("city")]
    if organ is None or organ.level == Organisation.Level.PROVINCE:
        return every if organ is not None else []
    return [code for code in every if code == organ.city_code]


def outside_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the verb takes, from the fields of the form or of a program."""
    particulars = {name: given[name] for name in gate.Outside.__dataclass_fields__}
    return {"given": gate.Outside(**particulars), **{name: given[name] for name in given if name not in particulars}}


@act
def nominate_outside(
    given: gate.Outside,
    *,
    by: AnyActor,
    practice_code: str,
    rank: str,
    grounds: str,
    occurred_on: date | None = None,
    is_synthetic: bool = False,
) -> Expert:
    """Nominate somebody from outside the profession as an expert of a category and return the nomination.

    Organs nominate; somebody else of the province decides. Whoever is on file by identity number, or by name and
    organisation, stays the same person, and what is told of him now is what holds. `occurred_on` is the day of a
    nomination entered later. Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    if by.posting is None or not by.may(NOMINATE_OUTSIDE.code):
        raise NotAllowed(NOMINATE_OUTSIDE.code, by.why_not(NOMINATE_OUTSIDE.code))
    lock_roster()  # persons are entered by one at a time, so that nobody is entered twice
    given, today = _tidy(given), occurred_on or timezone.localdate()
    found = [*gate.outside_objections(given, cities_of(by), practice_code), *unfit_text(grounds, "grounds")]
    if found:
        raise RuleBroken(found)
    person, outsider = _known(given)
    found = _objections(given, person, practice_code, rank, today)
    if found:
        raise RuleBroken(found)
    person = _entered(person, given, by)
    outsider = _told(outsider or Outsider(person=person, is_synthetic=is_synthetic), given, by, today)
    row = Expert(
        outsider=outsider,
        city_code=given.city_code,
        county_code="",
        practice_code=practice_code,
        rank=rank,
        grounds=grounds.strip(),
        nominated_on=today,
        is_synthetic=is_synthetic,
    )
    facts = {"category": practice_code, "rank": rank}
    return write(row, NOMINATE_OUTSIDE.code, by=by, facts=facts, occurred_on=occurred_on)


def _tidy(given: gate.Outside) -> gate.Outside:
    number = read_identity_number(given.identity_number.strip() or None)
    return replace(
        given,
        name=given.name.strip(),
        employer=given.employer.strip(),
        title=given.title.strip(),
        field=given.field.strip(),
        contact=given.contact.strip(),
        identity_number=number if isinstance(number, str) else given.identity_number.strip(),
    )


def _known(given: gate.Outside) -> tuple[Person | None, Outsider | None]:
    """Who is on file already: by identity number, else by name and organisation. Raises RuleBroken for several."""
    if given.identity_number:
        person = Person.objects.filter(identity_index=blind_index(given.identity_number)).first()
        if person is not None:
            return person, Outsider.objects.filter(person=person).first()
    rows = Outsider.objects.filter(person__name=given.name, employer=given.employer).select_related("person")
    if given.identity_number:
        rows = rows.filter(person__identity_index__isnull=True)
    same = list(rows[:2])
    if len(same) > 1:
        words = _("Several people of this name and organisation are on file: write the identity number.")
        raise RuleBroken(Finding(words, field="identity_number", code="several_of_a_name"))
    return (same[0].person, same[0]) if same else (None, None)


def _objections(
    given: gate.Outside, person: Person | None, practice_code: str, rank: str, today: date
) -> list[Finding]:
    rule = ranks_on(today).get(rank)
    found = [] if rule is not None else [Finding(_("Choose a rank in force."), field="rank")]
    if person is not None and person.name != given.name:
        words = _("A person of another name has this identity number.")
        found.append(Finding(words, field="identity_number", code="identity_of_another"))
        return found
    found += gate.unfit_outside(person, given.title, rule, today)
    standing = Expert.objects.filter(practice_code=practice_code, state__in=STANDING)
    if person is not None and standing.of_person(person).exists():
        found.append(gate.stands_already())
    return found


def _entered(person: Person | None, given: gate.Outside, by: AnyActor) -> Person:
    """The person on file, with the identity number if it was not known; or a new one."""
    if person is not None and (person.identity_index is not None or not given.identity_number):
        return person
    kind = "person.entered" if person is None else "person.corrected"
    row = person or spelled(Person(name=given.name))
    if given.identity_number:
        row.identity_number, row.identity_index = given.identity_number, blind_index(given.identity_number)
    return write(row, kind, by=by, facts={"identity_known": bool(given.identity_number)})


def _told(outsider: Outsider, given: gate.Outside, by: AnyActor, today: date) -> Outsider:
    """Write what is told of an outsider, with a row of his employments where it is another one."""
    fresh = outsider._state.adding
    before = ("", "", "") if fresh else (outsider.employer, outsider.title, outsider.field)
    if before == (given.employer, given.title, given.field) and not given.contact:
        return outsider
    moved = before[:2] != (given.employer, given.title)
    outsider.employer, outsider.title, outsider.field = given.employer, given.title, given.field
    if given.contact:
        outsider.contact = given.contact
    facts = {"employment": moved, "contact": bool(given.contact)}
    write(outsider, "outsider.entered" if fresh else "outsider.changed", by=by, facts=facts)
    if moved:
        Employment(
            outsider=outsider,
            employer=given.employer,
            title=given.title,
            told_on=today,
            trail_seq=outsider.trail_seq,
        ).save(force_insert=True)
    return outsider


@act
def record_employment(
    pk: UUID, *, by: AnyActor, version: int, employer: str, title: str, field: str, reason: str, contact: str = ""
) -> Expert:
    """Record where an expert from outside works now and return him; what was told before stays and still recuses.

    Without a `contact` that on file stays. Raises NotAllowed, StaleState, and RuleBroken for an appraiser, and with
    findings beside the fields.
    """
    row = locked(pk, version, by, EMPLOYMENT.code)
    if row.outsider is None:
        raise RuleBroken(
            Finding(_("He is an appraiser: where he practises stands in the register."), code="is_an_appraiser")
        )
    found = [*gate.employment_objections(employer, title, field, contact), *unfit(reason)]
    if found:
        raise RuleBroken(found)
    held = Outsider.objects.select_for_update(of=("self",)).select_related("person").get(pk=row.outsider.pk)
    given = _tidy(gate.Outside(held.person.name, employer, title, field, row.city_code, contact=contact))
    seq = held.trail_seq
    held = _told(held, given, by, timezone.localdate())
    if held.trail_seq == seq:
        raise RuleBroken(Finding(_("Nothing differs from what is on file."), code="unchanged"))
    write(row, EMPLOYMENT.code, by=by, reason=reason.strip())
    row.outsider = held
    return row


def open_particulars(row: Expert, *, by: AnyActor, reason: str) -> Particulars:
    """Return how an outsider is reached and his identity number, in plain text.

    The event is committed before anything is opened, so that no look goes unrecorded. Raises NotAllowed; RuleBroken
    without a reason, or for an appraiser.
    """
    if not by.may(REVEAL.code, row):
        raise NotAllowed(REVEAL.code, _("Your posting does not allow this act."))
    found = lacking(reason)
    if row.outsider is None:
        found = [Finding(_("Nothing of this expert is sealed here: he is an appraiser of the register."))]
    if found or row.outsider is None:
        raise RuleBroken(found)
    with transaction.atomic(durable=True):
        trail.append(row.stream, REVEAL.code, by=by, reason=reason.strip())
    return Particulars(_plain(row.outsider.contact), _plain(row.outsider.person.identity_number))


def _plain(sealed: SealedText | None) -> str:
    return sealed.reveal() if sealed else ""
