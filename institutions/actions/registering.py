"""Entering institutions in the register, one or many, and correcting what is entered."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.actions.opening import seat_codes
from foundation.accounts.models import Organisation
from foundation.accounts.naming import spelled
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed
from foundation.audit.regulated import write
from institutions.actions.keeping_states import begin, keep, planned
from institutions.gate import Registration
from institutions.models import Act, Institution, RegistrationState
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
    made = enter(entries, by=by, facts=facts, source=source, rows=rows, synthetic=synthetic) if entries else []
    begin(made, Act.ENTERED)
    return made


def enter(
    entries: Sequence[Registration],
    *,
    by: Actor,
    facts: Sequence[Mapping[str, Any]],
    source: UUID | None = None,
    rows: Sequence[int | None] = (),
    synthetic: bool = False,
    reason: str = "",
) -> list[Institution]:
    """Write bodies and registrations with their events, for a verb that has asked all and writes their states."""
    bodies = [_body(entry, synthetic) for entry in entries]
    _insert(bodies, "organisation.opened", by, facts, reason)
    numbers = rows or [None] * len(entries)
    made = [_institution(entry, body, source, row) for entry, body, row in zip(entries, bodies, numbers, strict=True)]
    _insert(made, "institution.registered", by, facts, reason)
    return made


def lock_roster() -> None:
    """One at a time enters institutions or appraisers in the register, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('roster', 0))")


def correct(row: Institution, values: Mapping[str, Any], *, by: Actor, facts: Mapping[str, Any], reason: str) -> None:
    """Write new values of a registration with an event for each row that changes, in the transaction of the caller.

    `values` are fields of a Registration. A sheet does not say since when a value holds: a new licence speaks from its
    first day, everything else from today. Raises StaleState when somebody was faster.
    """
    body = row.organisation
    items: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    if "division" in items:
        items["division_id"] = items.pop("division")
        items["city_code"], items["county_code"] = seat_codes(items["division_id"])
    today = timezone.localdate()
    since = min(items.get("licence_from", today), today)
    stated = {name: items.pop(name) for name in RegistrationState.items if name in items}
    found = planned(row, stated, Act.CORRECTED, since) if stated else None
    body.credit_code = items.pop("credit_code", body.credit_code)
    for name, value in items.items():
        setattr(row, name, value)
    if values.keys() & set(_OF_BODY):
        write(spelled(body), "organisation.corrected", by=by, facts=facts, reason=reason)
    write(row, "institution.corrected", by=by, facts=facts, reason=reason)
    if found is not None:
        keep(row, found)
    seated(row)


def seated(row: Institution) -> None:
    """Those who practise at an institution are seated where it is; their places follow it without an event."""
    moved = row.appraisers.exclude(city_code=row.city_code, county_code=row.county_code)
    moved.update(city_code=row.city_code, county_code=row.county_code)


def _insert(made: Sequence[Any], kind: str, by: Actor, facts: Sequence[Mapping[str, Any]], reason: str = "") -> None:
    numbers = trail.append_many(
        trail.Draft(each.stream, kind, by, fact, reason) for each, fact in zip(made, facts, strict=True)
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
