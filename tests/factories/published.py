"""Appraisers of the public register, whose identity is sealed."""

from datetime import date

from appraisers.actions.keeping_certificates import begin
from appraisers.models import Appraiser
from foundation.accounts.models import Person
from foundation.accounts.naming import spelled
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import Act, Institution

SECRET_NUMBER = "379999199001010016"
SECRET_PHONE = "0531-99999999"


def publish_appraiser(institution: Institution, name: str, number: str, *codes: str) -> Appraiser:
    """Make an appraiser with a name, a certificate number and sealed identity."""
    person = spelled(Person(name=name, identity_index=blind_index(f"{SECRET_NUMBER}{number}")))
    person.identity_number, person.phone = SECRET_NUMBER, SECRET_PHONE
    write(person, "person.entered", by=SYSTEM)
    row = Appraiser(
        person=person,
        institution=institution,
        certificate_number=number,
        certificate_from=date(2024, 7, 1),
        certificate_until=date(2029, 6, 30),
        practice_codes=list(codes) or ["FY-02"],
        city_code=institution.city_code,
        county_code=institution.county_code,
    )
    write(row, "appraiser.registered", by=SYSTEM)
    begin([row], Act.ENTERED)
    return row
