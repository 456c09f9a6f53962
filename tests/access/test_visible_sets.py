"""What a posting sees of each kind of record is exactly what the rule says, in any world (trust AZ-03, AZ-04).

The oracle goes through all rows one by one; the portal asks the database.
"""

import uuid
from collections.abc import Callable
from datetime import date

from django.apps import apps
from django.db import models, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appraisers.models import Appraiser
from cases.models import Case
from foundation.accounts.acting import PostedActor, Visitor
from foundation.accounts.models import Organisation, Person
from foundation.accounts.naming import spelled
from foundation.accounts.roles import Role
from foundation.accounts.scoping import Scope, visible
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import Institution
from tests.access.oracle import sees
from tests.access.people import Crowd, Member
from tests.access.world import Place
from tests.factories.bodies import make_institution, make_organ
from tests.factories.cases import make_case
from tests.factories.users import make_posting

COUNTIES = ("370102", "370103", "370202", "370203", "370602")
ROLES = tuple(Role)
Place_of = Callable[[models.Model], Place]

PLACES: dict[type[models.Model], Callable[[object], Place]] = {
    Case: lambda row: Place(row.city_code, row.county_code, row.institution_id),  # type: ignore[attr-defined]
    Institution: lambda row: Place(row.city_code, row.county_code, row.pk),  # type: ignore[attr-defined]
    Appraiser: lambda row: Place(row.city_code, row.county_code, row.institution_id),  # type: ignore[attr-defined]
}
worlds = st.lists(
    st.tuples(st.sampled_from(COUNTIES), st.integers(0, 3), st.one_of(st.none(), st.sampled_from(COUNTIES))),
    min_size=1,
    max_size=6,
)
seats = st.tuples(
    st.sampled_from(ROLES), st.sampled_from(["province", "city", "county", "own"]), st.sampled_from(COUNTIES)
)


def build(world: list[tuple[str, int, str | None]]) -> list[Institution]:
    """Make institutions with cases and an appraiser each; some cases keep the place of an earlier seat."""
    made = []
    for serial, (county, cases, earlier) in enumerate(world):
        institution = make_institution(f"示例{county}第{serial}司法鉴定所", county)
        place = earlier or county
        for _case in range(cases):
            make_case(institution, city_code=place[:4] + "00", county_code=place)
        person = write(spelled(Person(name="示例鉴定人")), "person.entered", by=SYSTEM)
        appraiser = Appraiser(
            person=person, institution=institution, certificate_number=str(uuid.uuid4()),
            certificate_from=date(2024, 1, 1), certificate_until=date(2028, 1, 1),
            city_code=county[:4] + "00", county_code=county,
        )  # fmt: skip
        write(appraiser, "appraiser.registered", by=SYSTEM)
        made.append(institution)
    return made


def seat(role: Role, where: str, county: str, institutions: list[Institution]) -> tuple[PostedActor, Member]:
    """Give somebody a role at an organ of a level, or at the first institution."""
    body: Organisation
    if where == "own":
        body = institutions[0].organisation
    else:
        division = {"province": "370000", "city": county[:4] + "00", "county": county}[where]
        body = make_organ(f"示例{uuid.uuid4()}", where, division)
    posting = make_posting(str(uuid.uuid4()), role, body)
    member = Member("", Client(), posting.user, str(role), body.level, body.city_code, body.county_code, body.pk)
    return PostedActor(posting.user, posting), member


def compare(world: list[tuple[str, int, str | None]], role: Role, where: str, county: str) -> None:
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # durable verbs may stand in it
    with block:
        actor, member = seat(role, where, county, build(world))
        for model, place_of in PLACES.items():
            rows = list(model._default_manager.all())
            expected = {row.pk for row in rows if sees(member, place_of(row))}
            found = set(model.objects.visible_to(actor).values_list("pk", flat=True))  # type: ignore[attr-defined]
            assert found == expected, (model, role, where)
            assert not model.objects.visible_to(Visitor()).exists()  # type: ignore[attr-defined]
        transaction.set_rollback(True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, place=seats)
def test_exactly_the_rows_of_the_rule_are_seen(db: None, world: list, place: tuple) -> None:
    compare(world, *place)


def test_without_a_posting_in_force_nothing_placed_is_seen(crowd: Crowd) -> None:
    for model in apps.get_models():
        if isinstance(getattr(model, "scope", None), Scope):
            for actor in (Visitor(), PostedActor(crowd["without_posting"].user, None)):
                assert not visible(model._default_manager.all(), actor).exists(), model
