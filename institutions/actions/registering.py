"""Entering institutions in the register, one or many, and correcting what is entered."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.accounts.actions.opening import seat_codes
from foundation.accounts.models import Organisation
from foundation.accounts.naming import spelled
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed
from foundation.audit.regulated import write
from institutions.gate import Registration
from institutions.models import Institution
from institutions.verbs import REGISTER

_OF_BODY: Final = ("name", "credit_code", "division")
_BATCH: Final = 500


def register_many(
    entries: Sequence[Registration],
    *,
    by: Actor,
    facts: Sequence[Mapping[str, Any]],
    source: UUID | None = None,
    rows: Sequence[int | None] = (),
    synthetic: bool = False,
) -> list[Institution]:
    """Enter bodies and their registrations by set, each with an event, in the transaction of the caller.

    The caller has asked `institutions.gate.objections` and compared the entries with each other and with the register;
    names and numbers that are taken raise IntegrityError here. `facts` go into the events, one mapping an entry.
    Raises NotAllowed.
    """
    if not by.may(REGISTER):
        raise NotAllowed(REGISTER, _("Your posting does not enter institutions in the register."))
    if not entries:
        return []
    bodies = [_body(entry, synthetic) for entry in entries]
    _insert(bodies, "organisation.opened", by, facts)
    numbers = rows or [None] * len(entries)
    made = [_institution(entry, body, source, row) for entry, body, row in zip(entries, bodies, numbers, strict=True)]
    _insert(made, "institution.registered", by, facts)
    return made


def correct(row: Institution, values: Mapping[str, Any], *, by: Actor, facts: Mapping[str, Any], reason: str) -> None:
    """Write new values of a registration with an event for each row that changes, in the transaction of the caller.

    `values` are fields of a Registration. Raises StaleState when somebody was faster.
    """
    body = row.organisation
    if values.keys() & set(_OF_BODY):
        body.name = values.get("name", body.name)
        body.credit_code = values.get("credit_code", body.credit_code)
        if "division" in values:
            body.division_id = values["division"]
            body.city_code, body.county_code = seat_codes(values["division"])
        write(spelled(body), "organisation.corrected", by=by, facts=facts, reason=reason)
    for name, value in values.items():
        if name not in _OF_BODY:
            setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.city_code, row.county_code = body.city_code, body.county_code
    write(row, "institution.corrected", by=by, facts=facts, reason=reason)


def _insert(made: Sequence[Any], kind: str, by: Actor, facts: Sequence[Mapping[str, Any]]) -> None:
    numbers = trail.append_many(
        trail.Draft(each.stream, kind, by, fact) for each, fact in zip(made, facts, strict=True)
    )
    for each in made:
        each.trail_seq = numbers[each.stream]
    type(made[0])._default_manager.bulk_create(made, batch_size=_BATCH)


def _body(entry: Registration, synthetic: bool) -> Organisation:
    city, county = seat_codes(entry.division)
    return spelled(
        Organisation(
            kind=Organisation.Kind.INSTITUTION,
            level=Organisation.Level.NONE,
            name=entry.name,
            short_name=entry.abbreviation,
            credit_code=entry.credit_code,
            division_id=entry.division,
            city_code=city,
            county_code=county,
            is_synthetic=synthetic,
        )
    )


def _institution(entry: Registration, body: Organisation, source: UUID | None, row: int | None) -> Institution:
    if entry.licence_from is None or entry.licence_until is None:
        raise ValueError("A registration needs the days of its licence; the gate asks for them.")
    return Institution(
        organisation=body,
        licence_number=entry.licence_number,
        former_licence_numbers=list(entry.former_licence_numbers),
        licence_from=entry.licence_from,
        licence_until=entry.licence_until,
        abbreviation=entry.abbreviation,
        practice_codes=list(entry.practice_codes),
        status=entry.status,
        address=entry.address,
        telephone=entry.telephone,
        head_name=entry.head_name,
        city_code=body.city_code,
        county_code=body.county_code,
        import_id=source,
        import_row=row,
    )
