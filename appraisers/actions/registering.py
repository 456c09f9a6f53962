"""Entering appraisers in the register, one or many, and correcting what is entered."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.actions.keeping_certificates import begin, planned
from appraisers.actions.practising import begun, moved
from appraisers.gate import Certificate
from appraisers.models import Appraiser, CertificateState
from appraisers.verbs import REGISTER
from foundation.accounts.models import Person
from foundation.accounts.naming import spelled
from foundation.accounts.sealing import blind_index
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed
from foundation.audit.regulated import write
from institutions.actions.keeping_states import keep
from institutions.models import Act, Institution, Restriction

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
    made = enter(entries, by=by, facts=facts, people=people, source=source, rows=rows) if entries else []
    begin(made, Act.ENTERED)
    return made


def enter(
    entries: Sequence[Certificate],
    *,
    by: Actor,
    facts: Sequence[Mapping[str, Any]],
    people: Mapping[int, Person] | None = None,
    source: UUID | None = None,
    rows: Sequence[int | None] = (),
    reason: str = "",
) -> list[Appraiser]:
    """Write persons and certificates with their events, for a verb that has asked all and writes their states."""
    known = dict(people or {})
    fresh = [at for at in range(len(entries)) if at not in known]
    made = {at: _person(entries[at]) for at in fresh}
    identified = [{**facts[at], "identity_known": bool(entries[at].identity_number)} for at in fresh]
    _insert(list(made.values()), "person.entered", by, identified, reason)
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
    _insert(appraisers, "appraiser.registered", by, facts, reason)
    begun(appraisers)
    return appraisers


def correct(row: Appraiser, values: Mapping[str, Any], *, by: Actor, facts: Mapping[str, Any], reason: str) -> None:
    """Write new values of a certificate with an event for each row that changes, in the transaction of the caller.

    `values` are fields of a Certificate. A sheet does not say since when a value holds: a new certificate speaks from
    its first day, everything else from today. A certificate that had ended holds again where the sheet says so. Raises
    StaleState when somebody was faster.
    """
    today, before, person = timezone.localdate(), row.institution_id, row.person
    items: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    number = items.pop("identity_number", "")
    if "institution" in items:
        items["institution_id"] = items.pop("institution")
    revived = row.ended_on is not None and items.get("certificate_until", row.certificate_until) >= today
    if revived:
        items["ended_on"] = None
    since = min(items.get("certificate_from", today), today)
    stated = {name: items[name] for name in CertificateState.items if name in items}
    found = planned(row, stated, Act.CORRECTED, since) if stated else None
    if number:
        person.identity_number, person.identity_index = number, blind_index(number)
    if values.keys() & set(_OF_PERSON):
        write(spelled(person), "person.corrected", by=by, facts=facts, reason=reason)
    placed(row, before)
    write(row, "appraiser.corrected", by=by, facts=facts, reason=reason)
    if found is not None:
        keep(row, found)
    if row.institution_id != before or revived:
        moved(row, since if revived else today)


def placed(row: Appraiser, before: UUID) -> None:
    """Put an appraiser where his institution is; his restrictions go with him. `before` is where he was."""
    if row.institution_id != before:
        row.institution = Institution.objects.select_related("organisation").get(pk=row.institution_id)
        Restriction.objects.of_practice().filter(person=row.person_id).update(institution=row.institution)
    row.city_code, row.county_code = row.institution.city_code, row.institution.county_code


def _insert(made: Sequence[Any], kind: str, by: Actor, facts: Sequence[Mapping[str, Any]], reason: str = "") -> None:
    if not made:
        return
    numbers = trail.append_many(
        trail.Draft(each.stream, kind, by, fact, reason) for each, fact in zip(made, facts, strict=True)
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
