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


@transaction.atomic
def make_organisation(
    name: str, kind: str, division: str, *, level: str = "none", city: str = "", county: str = ""
) -> Organisation:
    """Make a body with a seat."""
    body = Organisation(
        kind=kind, level=level, name=name, division_id=division, city_code=city, county_code=county, is_synthetic=True
    )
    return write(spelled(body), "organisation.opened", by=SYSTEM)


def make_organ(name: str, level: str, division: str) -> Organisation:
    """Make a judicial administrative organ of a level at a division."""
    city = "" if level == "province" else division[:4] + "00"
    county = division if level == "county" else ""
    return make_organisation(name, "organ", division, level=level, city=city, county=county)


@transaction.atomic
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
    serial = next(_serial)
    row = Institution(
        organisation=body,
        licence_number=f"3799{serial:05d}",
        licence_from=min(date(2024, 7, 1), licence_until),
        licence_until=licence_until,
        abbreviation=abbreviation or f"示{serial:03d}",
        practice_codes=list(practice_codes),
        city_code=county[:4] + "00",
        county_code=county,
    )
    write(row, "institution.registered", by=SYSTEM)
    begin([row], Act.ENTERED)
    return row
