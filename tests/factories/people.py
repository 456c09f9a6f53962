"""Appraisers."""

from datetime import date
from itertools import count

from appraisers.actions.keeping_certificates import begin
from appraisers.models import Appraiser
from foundation.accounts.models import Person
from foundation.accounts.naming import spelled
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import Act, Institution

_serial = count(1)


def make_appraiser(
    institution: Institution, *, person: Person | None = None, certificate_until: date = date(2029, 6, 30)
) -> Appraiser:
    """Make an appraiser of an institution, certified since 2024-07-01 unless the certificate ends earlier."""
    serial = next(_serial)
    row = Appraiser(
        person=person or write(spelled(Person(name=f"示例鉴定人{serial}")), "person.entered", by=SYSTEM),
        institution=institution,
        certificate_number=f"3799{serial:08d}",
        certificate_from=min(date(2024, 7, 1), certificate_until),
        certificate_until=certificate_until,
        practice_codes=["FY-02"],
        city_code=institution.city_code,
        county_code=institution.county_code,
    )
    write(row, "appraiser.registered", by=SYSTEM)
    begin([row], Act.ENTERED)
    return row
