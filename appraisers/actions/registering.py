"""Entering appraisers in the register, one or many, and correcting what is entered."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.actions.practising import begun, moved
from appraisers.gate import Certificate
from appraisers.models import Appraiser
from appraisers.verbs import REGISTER
from foundation.accounts.models import Person
from foundation.accounts.naming import spelled
from foundation.accounts.sealing import blind_index
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed
from foundation.audit.regulated import write
from institutions.models import Institution, Restriction

_OF_PERSON: Final = ("name", "identity_number")
_BATCH: Final = 500


def register_many(
    entries: Sequence[Certificate],
    *,
    by: Actor,
    facts: Sequence[Mapping[str, Any]],
    people: Mapping[int, Person] | None = None,
    source: UUID | None = None,
    rows: Sequence[int | None] = (),
) -> list[Appraiser]:
    """Enter persons and their certificates by set, each with an event, in the transaction of the caller.

    `people` are persons already known, by the place of their entry. The caller has asked `appraisers.gate.objections`
    and compared the entries with each other and with the register; numbers that are taken raise IntegrityError here.
    The trail holds neither names nor identity numbers. Raises NotAllowed.
    """
    if not by.may(REGISTER):
        raise NotAllowed(REGISTER, _("Your posting does not enter appraisers in the register."))
    if not entries:
        return []
    known = dict(people or {})
    fresh = [at for at in range(len(entries)) if at not in known]
    made = {at: _person(entries[at]) for at in fresh}
    identified = [{**facts[at], "identity_known": bool(entries[at].identity_number)} for at in fresh]
    _insert(list(made.values()), "person.entered", by, identified)
    places = Institution.objects.in_bulk({entry.institution for entry in entries})
    numbers = rows or [None] * len(entries)
    appraisers = []
    for at, (entry, row) in enumerate(zip(entries, numbers, strict=True)):
        institution = places[entry.institution]
        if entry.certificate_from is None or entry.certificate_until is None:
            raise ValueError("A registration needs the days of its certificate; the gate asks for them.")
        appraisers.append(
            Appraiser(
                person=known.get(at) or made[at],
                institution=institution,
                certificate_number=entry.certificate_number,
                certificate_from=entry.certificate_from,
                certificate_until=entry.certificate_until,
                practice_codes=list(entry.practice_codes),
                title=entry.title,
                is_full_time=entry.is_full_time,
                city_code=institution.city_code,
                county_code=institution.county_code,
                import_id=source,
                import_row=row,
            )
        )
    _insert(appraisers, "appraiser.registered", by, facts)
    begun(appraisers)
    return appraisers


def correct(row: Appraiser, values: Mapping[str, Any], *, by: Actor, facts: Mapping[str, Any], reason: str) -> None:
    """Write new values of a certificate with an event for each row that changes, in the transaction of the caller.

    `values` are fields of a Certificate. Raises StaleState when somebody was faster.
    """
    if values.keys() & set(_OF_PERSON):
        person = row.person
        person.name = values.get("name", person.name)
        if values.get("identity_number"):
            person.identity_number = values["identity_number"]
            person.identity_index = blind_index(values["identity_number"])
        write(spelled(person), "person.corrected", by=by, facts=facts, reason=reason)
    before = row.institution_id
    for name, value in values.items():
        if name == "institution":
            row.institution = Institution.objects.get(pk=value)
            Restriction.objects.filter(person=row.person_id).update(institution=row.institution)
        elif name not in _OF_PERSON:
            setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.city_code, row.county_code = row.institution.city_code, row.institution.county_code
    write(row, "appraiser.corrected", by=by, facts=facts, reason=reason)
    if row.institution_id != before:
        moved(row, timezone.localdate())


def _insert(made: Sequence[Any], kind: str, by: Actor, facts: Sequence[Mapping[str, Any]]) -> None:
    if not made:
        return
    numbers = trail.append_many(
        trail.Draft(each.stream, kind, by, fact) for each, fact in zip(made, facts, strict=True)
    )
    for each in made:
        each.trail_seq = numbers[each.stream]
    type(made[0])._default_manager.bulk_create(made, batch_size=_BATCH)


def _person(entry: Certificate) -> Person:
    person = spelled(Person(name=entry.name))
    if entry.identity_number:
        person.identity_number = entry.identity_number
        person.identity_index = blind_index(entry.identity_number)
    return person
