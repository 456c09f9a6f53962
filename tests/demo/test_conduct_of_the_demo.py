"""Cases of the demo are conducted by the verbs of those who would do it."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction

from appraisal_portal.demo.agreements import agreed
from appraisal_portal.demo.conduct import assigned, held, recorded
from appraisal_portal.demo.custody import consent_to_destruction, take_in, take_in_entrusted
from cases.models import Case, Material
from foundation.audit.verify import verify
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.opinions import Office, make_office
from tests.people import Cast


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head)


@pytest.fixture
def case(cast: Cast, office: Office) -> Case:
    row = make_case(cast.jinan_institution, accepted_on=date(2026, 11, 10))
    row = assigned(row, office.head, [office.first, office.second])
    recorded(row, office.first)
    return row


def test_the_page_names_those_who_are_assigned_and_have_declared(case: Case) -> None:
    people = list(case.assignments.order_by("position").select_related("appraiser__person"))
    assert case.appraiser_names == [row.appraiser.person.name for row in people] and len(people) == 2
    assert all(row.declared_on == date(2026, 11, 25) for row in people)
    assert case.process.count() == 1
    assert verify(case.stream).sound


@pytest.mark.parametrize(
    ("stop", "state", "extensions"),
    [("paused", "suspended", []), ("asked", "in_progress", ["requested"]), ("extended", "in_progress", ["approved"])],
)
def test_each_stop_leaves_something_to_do(
    cast: Cast, office: Office, case: Case, stop: str, state: str, extensions: list[str]
) -> None:
    actors = {"clerk": cast.actor("jinan_clerk"), "head": office.head}
    held(case, stop, actors, "clerk", "head")
    case.refresh_from_db()
    assert case.state == state
    assert list(case.extensions.values_list("state", flat=True)) == extensions


def test_an_accepted_entrustment_has_a_signed_letter_and_one_that_was_changed_a_longer_limit(cast: Cast) -> None:
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
    rows = [make_entrustment(cast.jinan_institution) for _each in range(2)]
    usual, changed = (agreed(row, cast.actor("jinan_clerk"), changed=bool(n)) for n, row in enumerate(rows))
    assert [row.signed_on for row in usual.agreements.all()] == [date(2026, 11, 25)]
    assert [row.limit_days for row in changed.agreements.all()] == [None, 45]
    assert verify(changed.stream).sound


def test_materials_have_chains_and_some_a_gap(cast: Cast, office: Office, case: Case) -> None:
    clerk = cast.actor("jinan_clerk")
    take_in(case, clerk)
    consent_to_destruction(case, clerk)
    entrusted = [make_entrustment(cast.jinan_institution) for _each in range(4)]
    for serial, row in enumerate(entrusted, 1):
        take_in_entrusted(row, serial)
    (own,) = case.materials.all()
    assert (own.gaps, own.holder, own.consented_on) == (0, "示例鉴定人", date(2026, 11, 25))
    gaps = dict(Material.objects.filter(entrustment__in=entrusted).values_list("entrustment", "gaps"))
    assert gaps == {entrusted[0].pk: 1, entrusted[1].pk: 0, entrusted[2].pk: 0}
    assert verify(case.stream).sound
