"""Organs and institutions."""

from datetime import date
from itertools import count

from django.db import transaction

from foundation.accounts.models import Organisation
from foundation.accounts.naming import spelled
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.actions.keeping_states import begin
from institutions.models import Act, Institution

_serial = count(1)


def organisation(
    name: str, kind: str, division: str, *, level: str = "none", city: str = "", county: str = ""
) -> Organisation:
    """Return a body with a seat, unsaved."""
    return spelled(
        Organisation(
            kind=kind,
            level=level,
            name=name,
            division_id=division,
            city_code=city,
            county_code=county,
            is_synthetic=True,
        )
    )


@transaction.atomic(savepoint=False)
def make_organisation(
    name: str, kind: str, division: str, *, level: str = "none", city: str = "", county: str = ""
) -> Organisation:
    """Make a body with a seat."""
    body = organisation(name, kind, division, level=level, city=city, county=county)
    return write(body, "organisation.opened", by=SYSTEM)


def organ(name: str, level: str, division: str) -> Organisation:
    """Return a judicial administrative organ of a level at a division, unsaved."""
    city = "" if level == "province" else division[:4] + "00"
    county = division if level == "county" else ""
    return organisation(name, "organ", division, level=level, city=city, county=county)


@transaction.atomic(savepoint=False)
def make_organ(name: str, level: str, division: str) -> Organisation:
    """Make a judicial administrative organ of a level at a division."""
    return write(organ(name, level, division), "organisation.opened", by=SYSTEM)


@transaction.atomic(savepoint=False)
def make_institution(
    name: str,
    county: str,
    *,
    licence_until: date = date(2029, 6, 30),
    practice_codes: tuple[str, ...] = ("FY-02", "FY-05"),
    abbreviation: str = "",
) -> Institution:
    """Make an institution seated in a county, licensed since 2024-07-01 unless the licence ends earlier."""
    body = make_organisation(name, "institution", county, city=county[:4] + "00", county=county)
    row = institution(body, licence_until=licence_until, practice_codes=practice_codes, abbreviation=abbreviation)
    write(row, "institution.registered", by=SYSTEM)
    begin([row], Act.ENTERED)
    return row


def institution(
    body: Organisation,
    *,
    licence_until: date = date(2029, 6, 30),
    practice_codes: tuple[str, ...] = ("FY-02", "FY-05"),
    abbreviation: str = "",
) -> Institution:
    """Return an institution of a body, unsaved and without the states of its registration."""
    serial = next(_serial)
    return Institution(
        organisation=body,
        licence_number=f"3799{serial:05d}",
        licence_from=min(date(2024, 7, 1), licence_until),
        licence_until=licence_until,
        abbreviation=abbreviation or f"示{serial:03d}",
        practice_codes=list(practice_codes),
        city_code=body.city_code,
        county_code=body.county_code,
    )
