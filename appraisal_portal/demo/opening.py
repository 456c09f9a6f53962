"""Writing the planned bodies and people: set-based, each row with its event."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from django.contrib.auth.hashers import make_password
from django.db import transaction

from appraisal_portal.demo.personas import PERSONAS
from appraisal_portal.demo.plan import EXPERT, EXPERT_IDENTITY, Plan, PlannedInstitution, plan
from appraisal_portal.demo.terms import begin_terms_of_appraisers, begin_terms_of_institutions, five_years_before
from appraisers.models import Appraiser
from foundation.accounts.models import Organisation, Person, Posting, User
from foundation.accounts.naming import spelled
from foundation.accounts.roles import Role
from foundation.accounts.sealing import blind_index
from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.audit.regulated import Regulated
from foundation.law.models import Division
from institutions.models import Institution

SINCE = date(2020, 1, 1)
SECOND_SINCE = date(2021, 1, 1)
STREAM = "demo:province"
Row = TypeVar("Row", bound=Regulated)


@transaction.atomic(durable=True)
def open_province(province: Plan) -> dict[str, Institution]:
    """Write organs, institutions, appraisers, accounts and personas; return licence number → institution."""
    trail.append(
        STREAM,
        "demo.opened",
        by=SYSTEM,
        facts={
            "seed": province.seed,
            "until": province.until,
            "scale": province.scale,
            "institutions": len(province.institutions),
            "totals": list(province.totals),
        },
    )
    organs = _organs()
    places = dict(organs)
    bodies = _written((_body(planned) for planned in province.institutions), "organisation.opened")
    institutions = _written(
        (_institution(planned, body) for planned, body in zip(province.institutions, bodies, strict=True)),
        "institution.registered",
    )
    begin_terms_of_institutions(institutions)
    _appraisers(province, institutions)
    places["jinan"] = _first(bodies, "370100")
    places["qingdao"] = _first(bodies, "370200")
    _accounts(places, bodies)
    return {row.licence_number: row for row in institutions}


def planned_before() -> Plan | None:
    """Return the plan that this installation was opened with, or None for an empty one."""
    opened = Event.objects.filter(stream=STREAM).first()
    if opened is None:
        return None
    facts = opened.content["facts"]
    return plan(
        seed=facts["seed"],
        until=date.fromisoformat(facts["until"]),
        scale=facts["scale"],
        # A demo opened by an earlier release has not written these down: its scale tells them.
        institutions=facts.get("institutions"),
        totals=tuple(facts["totals"]) if "totals" in facts else None,
    )


def _written(rows: Iterable[Row], kind: str) -> list[Row]:
    """Insert rows, each explained by an event of its own stream."""
    listed = list(rows)
    numbers = trail.append_many(trail.Draft(row.stream, kind, SYSTEM, {"demo": True}) for row in listed)
    for row in listed:
        row.trail_seq = numbers[row.stream]
    type(listed[0])._default_manager.bulk_create(listed, batch_size=2_000)
    return listed


def _organisation(
    name: str, kind: str, division: str, *, level: str = "none", city: str = "", county: str = ""
) -> Organisation:
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


def _organs() -> dict[str, Organisation]:
    """Open the organs of the three levels, an association and a court; keyed by place."""
    made: dict[str, Organisation] = {}
    for division in Division.objects.order_by("code"):
        if division.level == "province":
            made["province"] = _organisation("示例省司法厅", "organ", division.code, level="province")
        elif division.level == "city":
            name = f"示例{division.name_zh}司法局"
            made[division.code] = _organisation(name, "organ", division.code, level="city", city=division.code)
        else:
            made[division.code] = _organisation(
                f"示例{division.name_zh}司法局", "organ", division.code, level="county",
                city=division.parent_id or "", county=division.code,
            )  # fmt: skip
    made["association"] = _organisation("示例省司法鉴定协会", "association", "370000", level="province")
    made["court"] = _organisation("济南示例区人民法院", "case_handling", "370102", city="370100", county="370102")
    _written(made.values(), "organisation.opened")
    return made


def _body(planned: PlannedInstitution) -> Organisation:
    body = _organisation(planned.name, "institution", planned.county, city=planned.city.code, county=planned.county)
    body.short_name = planned.short
    return body


def _institution(planned: PlannedInstitution, body: Organisation) -> Institution:
    until = planned.licence_until
    return Institution(
        organisation=body,
        licence_number=planned.licence,
        licence_from=five_years_before(until),
        licence_until=until,
        abbreviation=planned.short,
        practice_codes=[branch.code for branch in planned.branches],
        address=f"示例大道{planned.number}号（虚构）",
        telephone=f"0000-{planned.number:08d}",
        city_code=planned.city.code,
        county_code=planned.county,
    )


def _appraisers(province: Plan, institutions: list[Institution]) -> None:
    planned = [
        (person, row)
        for whole, row in zip(province.institutions, institutions, strict=True)
        for person in whole.appraisers
    ]
    people = []
    for person, _row in planned:
        made = spelled(Person(name=person.name, identity_index=blind_index(person.identity_number)))
        made.identity_number = person.identity_number
        people.append(made)
    _written(people, "person.entered")
    rows = _written(
        (
            Appraiser(
                person=made,
                institution=row,
                certificate_number=person.certificate,
                certificate_from=five_years_before(person.certificate_until),
                certificate_until=person.certificate_until,
                practice_codes=list(person.branches),
                is_full_time=at % 13 != 12,
                title=_title_of(person.branches, at),
                city_code=row.city_code,
                county_code=row.county_code,
            )
            for at, (made, (person, row)) in enumerate(zip(people, planned, strict=True))
        ),
        "appraiser.registered",
    )
    begin_terms_of_appraisers(rows)


def _title_of(branches: Sequence[str], at: int) -> str:
    """A professional title of the field; every fifth appraiser has none on record."""
    medical = any(code.startswith("FY") for code in branches)
    titles = (
        ("主任法医师", "副主任法医师", "主检法医师", "法医师")
        if medical
        else ("正高级工程师", "高级工程师", "工程师", "助理工程师")
    )
    return titles[at % 5] if at % 5 < len(titles) else ""


def _accounts(places: dict[str, Organisation], bodies: list[Organisation]) -> None:
    """Open the personas' accounts, and a clerk's account for every institution; nobody knows a password."""
    wanted = [(persona.username, persona.name, persona.role, places[persona.where]) for persona in PERSONAS.values()]
    wanted += [
        (clerk_of(number), f"示例案件管理员{number:03d}", Role.CASE_CLERK, body)
        for number, body in enumerate(bodies, 1)
    ]
    wanted += [
        (username, f"示例投诉承办人{username[-8:]}", Role.COMPLAINT_HANDLER, places[city])
        for city in sorted({body.city_code for body in bodies})
        for username in handlers_of(city)
        if username not in PERSONAS
    ]
    people = _written([_person(username, name) for username, name, _role, _where in wanted], "person.entered")
    users = User.objects.bulk_create(
        User(username=username, person=person, password=make_password(None), is_synthetic=True)
        for person, (username, *_rest) in zip(people, wanted, strict=True)
    )
    postings = [
        _posting(user, role, where) for user, (_username, _name, role, where) in zip(users, wanted, strict=True)
    ]
    by_name = {user.username: user for user in users}
    second = _posting(by_name["demo-jinan"], Role.INSPECTOR, places["370100"])
    second.valid_from = SECOND_SINCE  # the oldest posting is the one acted in after signing in
    postings.append(second)
    _written(postings, "posting.granted")


def _person(username: str, name: str) -> Person:
    """The person behind an account; the expert has an identity number, so that the pool knows him by it."""
    made = spelled(Person(name=name))
    if username == EXPERT:
        made.identity_number, made.identity_index = EXPERT_IDENTITY, blind_index(EXPERT_IDENTITY)
    return made


def _posting(user: User, role: Role, where: Organisation) -> Posting:
    return Posting(
        user=user,
        organisation=where,
        role=role,
        valid_from=SINCE,
        city_code=where.city_code,
        county_code=where.county_code,
    )


def people() -> dict[str, User]:
    """Return the accounts of the personas by sign-in name."""
    return {user.username: user for user in User.objects.filter(username__in=PERSONAS, is_synthetic=True)}


def clerk_of(number: int) -> str:
    """The sign-in name of the clerk of the institution with this number in the plan."""
    return f"demo-clerk-{number:03d}"


def handlers_of(city: str) -> tuple[str, str]:
    """The sign-in names of the two who handle the complaints of a city: personas, where there are some."""
    own = [
        persona.username
        for persona in PERSONAS.values()
        if persona.where == city and persona.role in {Role.OFFICER, Role.COMPLAINT_HANDLER}
    ]
    first, second = [*own, f"demo-handler-{city}-1", f"demo-handler-{city}-2"][:2]
    return first, second


def _first(bodies: list[Organisation], city: str) -> Organisation:
    return next(body for body in bodies if body.city_code == city)
