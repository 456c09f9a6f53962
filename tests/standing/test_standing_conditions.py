"""Standing conditions on any day, against plain arithmetic over random worlds; the page and its what-if."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.managing_quality import appoint, dismiss
from appraisers.models import Appraiser, QualityManager
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.regulated import write
from foundation.audit.remembering import remembering
from foundation.audit.verify import verify
from governance.standing.gathering import picture_of, pictures_of
from institutions.models import Institution
from institutions.standing.conditions import Answer, coming, judge, lost, lost_since
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser
from tests.factories.equipment import make_instrument
from tests.factories.standing import make_quality_manager
from tests.people import Cast
from tests.standing.worlds import FIRST, LAST, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
KEEPER = "jinan_institution_administrator"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False), remembering():
        yield


@pytest.mark.parametrize("seed", range(8))
def test_what_is_lost_on_a_day_is_what_the_days_on_record_say(cast: Cast, seed: int) -> None:
    with transaction.atomic():
        world = World(cast, seed)
    picture = picture_of(Institution.objects.get(pk=world.house.pk))
    for at in range(0, (LAST - FIRST).days, 9):
        on = FIRST + timedelta(days=at)
        assert set(lost(picture, on)) == world.lost(on), on


@pytest.mark.parametrize("seed", range(3))
def test_the_day_of_a_loss_is_the_first_of_the_days_without_interruption(cast: Cast, seed: int) -> None:
    with transaction.atomic():
        world = World(cast, 100 + seed)
    picture, on = picture_of(Institution.objects.get(pk=world.house.pk)), date(2026, 7, 1)
    for place in world.lost(on):
        first = lost_since(picture, place, on)
        assert place in world.lost(first)
        assert first <= date(2024, 7, 1) or place not in world.lost(first - timedelta(days=1))
    foreseen = {(each.day, each.judged.place) for each in coming(picture, on, LAST)}
    for day, place in foreseen:
        assert place in world.lost(day)
        assert place not in world.lost(day - timedelta(days=1))
    ever = {place for at in range((LAST - on).days + 1) for place in world.lost(on + timedelta(days=at))}
    assert {place for _day, place in foreseen} == ever - world.lost(on)


def staffed(house: Institution, *marks: bool | None) -> list[Appraiser]:
    """Appraisers of an institution, full-time, part-time or unmarked."""
    rows = []
    for mark in marks:
        row = make_appraiser(house)
        row.is_full_time = mark
        rows.append(write(row, "appraiser.corrected", by=SYSTEM))
    return rows


def answers(house: Institution, on: date = TODAY) -> dict[tuple[str, str], Answer]:
    return {each.place: each.answer for each in judge(picture_of(Institution.objects.get(pk=house.pk)), on)}


def test_what_is_not_known_is_a_doubt_and_no_loss(cast: Cast) -> None:
    house = cast.jinan_institution
    said = answers(house)
    assert said["third_appraiser", "FY-02"] is Answer.DOUBTFUL  # nobody is on record at all
    assert said["instruments", "FY-02"] is Answer.DOUBTFUL
    assert said["accreditation", "FY-05"] is Answer.LOST  # no certificate on file bars the gate too
    with transaction.atomic():
        staffed(house, True, True, None)
    assert answers(house)["third_appraiser", "FY-02"] is Answer.DOUBTFUL
    with transaction.atomic():
        staffed(house, True)
    assert answers(house)["third_appraiser", "FY-02"] is Answer.KEPT


def test_an_item_whose_only_instrument_runs_out_is_to_be_put_right(cast: Cast) -> None:
    house = cast.jinan_institution
    make_instrument(house, by=cast.actor(KEEPER), until=date(2026, 12, 31))
    assert answers(house)["instruments", "FY-02"] is Answer.KEPT
    assert answers(house, date(2027, 1, 1))["instruments", "FY-02"] is Answer.LOST
    picture = picture_of(Institution.objects.get(pk=house.pk))
    days = {each.judged.place: each.day for each in coming(picture, TODAY, date(2027, 5, 24))}
    assert days["instruments", "FY-02"] == date(2027, 1, 1)


def test_a_quality_manager_counts_while_he_practises_here_in_the_category(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor(KEEPER)
    with transaction.atomic():
        first, second = staffed(house, True, True)
    row = make_quality_manager(first, by=by)
    assert answers(house)["quality_manager", "FY-02"] is Answer.KEPT
    later = make_quality_manager(second, by=by, valid_from=TODAY)
    row.refresh_from_db()
    assert row.valid_until == date(2026, 11, 24)
    assert QualityManager.objects.filter(valid_until__isnull=True).get() == later
    dismiss(later.pk, by=by, version=later.trail_seq, valid_until=TODAY, reason="示例：调离")
    assert answers(house, date(2026, 11, 26))["quality_manager", "FY-02"] is Answer.LOST
    assert verify(later.stream).sound


def test_only_an_appraiser_of_the_house_and_category_becomes_quality_manager(cast: Cast) -> None:
    by, given = cast.actor(KEEPER), {"valid_from": TODAY, "document_number": "示例任命〔2026〕1号"}
    with transaction.atomic():
        (row,) = staffed(cast.jinan_institution, True)
        other = make_appraiser(make_institution("示例别处司法鉴定所", "370203"))
    for said, code in (
        ({"practice_code": "FY-05", "appraiser": row.pk}, "certificate_unfit"),
        ({"practice_code": "FY-01", "appraiser": row.pk}, "category_not_licensed"),
        ({"practice_code": "FY-02", "appraiser": other.pk}, "appraiser_elsewhere"),
    ):
        with pytest.raises(RuleBroken) as broken:
            appoint(cast.jinan_institution.pk, by=by, **said, **given)
        assert code in {finding.code for finding in broken.value.findings}
    with pytest.raises(NotAllowed):
        appoint(cast.jinan_institution.pk, by=cast.actor("jinan"), practice_code="FY-02", appraiser=row.pk, **given)


def test_the_pictures_of_many_cost_as_many_questions_as_that_of_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    with transaction.atomic():
        houses = [cast.jinan_institution, *(make_institution(f"示例司法鉴定所{at}", "370203") for at in range(3))]
        for house in houses:
            staffed(house, True, True)
    with django_assert_max_num_queries(12):
        assert len(pictures_of(houses)) == 4
