"""Entrustments, filed by the verb, and the appraisers that their acceptance asks for."""

from datetime import date
from itertools import count
from typing import Any

from appraisers.actions.keeping_certificates import begin
from appraisers.models import Appraiser
from cases.actions.filing import file
from cases.entrustments.filing import Filing, MaterialGiven, SubjectGiven
from cases.models import Entrustment
from foundation.accounts.models import Person
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.regulated import write
from institutions.models import Act, Institution

IDENTITY = "379999199001010010"  # region 379999 does not exist
_serial = count(1)


def make_filing(**values: Any) -> Filing:
    """Return what a complete entrustment looks like; keywords replace fields."""
    serial = next(_serial)
    given: dict[str, Any] = {
        "client_name": "济南示例区人民法院",
        "client_kind": "court",
        "client_reference": f"（2026）示例01民初{serial}号",
        "contact_name": "示例联系人",
        "contact_phone": "0531-00000000",
        "category": "FY-02",
        "matter": "人体残疾等级鉴定",
        "purpose": "民事诉讼",
        "facts": "示例：交通事故后请求鉴定残疾等级。",
        "received_on": date(2026, 11, 20),
        "subjects": (SubjectGiven("示例当事人甲", "person", IDENTITY),),
        "materials": (MaterialGiven("病历资料", "other", "1册", "复印件，清晰", "完好，密封", date(2026, 11, 20)),),
        "is_synthetic": True,
    }
    if values.get("client_kind") == "non_litigation":
        given["client_nature"] = "person"
    return Filing(**{**given, **values})


def make_entrustment(institution: Institution, by: Actor = SYSTEM, **values: Any) -> Entrustment:
    """File an entrustment."""
    return file(make_filing(**values), institution, by=by)


def make_appraiser(
    institution: Institution,
    *,
    practice_codes: tuple[str, ...] = ("FY-02",),
    until: date = date(2029, 6, 30),
    person: Person | None = None,
) -> Appraiser:
    """Make a certified appraiser of an institution, a new person unless one is given."""
    serial = next(_serial)
    person = person or write(Person(name=f"示例鉴定人{serial:03d}"), "person.entered", by=SYSTEM)
    row = Appraiser(
        person=person,
        institution=institution,
        certificate_number=f"379900{serial:06d}",
        certificate_from=min(date(2024, 7, 1), until),
        certificate_until=until,
        practice_codes=list(practice_codes),
        city_code=institution.city_code,
        county_code=institution.county_code,
    )
    write(row, "appraiser.registered", by=SYSTEM)
    begin([row], Act.ENTERED)
    return row


def make_staff(institution: Institution, count: int = 3) -> list[Appraiser]:
    """Make the appraisers without whom an item may not be taken, each certified for all categories of the licence."""
    codes = tuple(institution.practice_codes)
    return [make_appraiser(institution, practice_codes=codes) for _each in range(count)]
