"""Training counts by year against what is asked for; a move is kept as history; an assistant has a fit mentor."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.actions.keeping_records import engage, withdraw_training
from appraisers.actions.registering import correct
from appraisers.models import Appraiser, Training
from appraisers.records.rules import years_of
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.verify import verify
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import make_assistant, make_training
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
KEEPER = "jinan_institution_administrator"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def appraiser(cast: Cast) -> Appraiser:
    with transaction.atomic():
        return make_appraiser(cast.jinan_institution)


def hours(appraiser: Appraiser) -> list[tuple[int, int, int]]:
    rows = Training.objects.filter(appraiser=appraiser)
    return [(each.year, each.hours, each.missing) for each in years_of(rows, TODAY)]


def test_hours_count_in_the_year_of_completion_and_a_withdrawn_entry_counts_no_more(
    cast: Cast, appraiser: Appraiser
) -> None:
    by = cast.actor(KEEPER)
    assert hours(appraiser) == [(2026, 0, 40)]
    make_training(appraiser, by=by, hours=32)
    wrong = make_training(appraiser, by=by, hours=16)
    make_training(appraiser, by=by, hours=40, ended_on=date(2025, 12, 31))
    assert hours(appraiser) == [(2026, 48, 0), (2025, 40, 0)]
    withdraw_training(wrong.pk, by=by, version=wrong.trail_seq, reason="示例：重复登记")
    assert hours(appraiser) == [(2026, 32, 8), (2025, 40, 0)]
    with pytest.raises(NotAllowed):
        make_training(appraiser, by=cast.actor("jinan"))
    assert verify(appraiser.stream).sound


def test_a_move_keeps_where_an_appraiser_practised_one_institution_at_a_time(
    cast: Cast, appraiser: Appraiser, sign_in: Callable[[str], Client]
) -> None:
    for house, day in ((cast.qingdao_institution, "2026-11-25"), (cast.jinan_institution, "2027-03-01")):
        with time_machine.travel(f"{day} 10:00+08:00", tick=False), transaction.atomic():
            row = Appraiser.objects.select_related("person").get(pk=appraiser.pk)
            correct(row, {"institution": house.pk}, by=cast.actor("province"), facts={}, reason="示例：变更执业机构")
    told = [(each.institution_id, each.valid_from, each.valid_until) for each in appraiser.practices.all()]
    assert told == [
        (cast.jinan_institution.pk, date(2027, 3, 1), None),
        (cast.qingdao_institution.pk, date(2026, 11, 25), date(2027, 2, 28)),
    ]
    with time_machine.travel("2027-03-02 10:00+08:00", tick=False):
        page = sign_in("province").get(reverse("appraiser_records", args=[appraiser.pk])).content.decode()
    assert "青岛示例乙司法鉴定所" in page and "2027-02-28" in page


def test_an_assistant_has_a_mentor_who_practises_there_with_a_certificate_in_force(
    cast: Cast, appraiser: Appraiser, sign_in: Callable[[str], Client]
) -> None:
    with transaction.atomic():
        elsewhere = make_appraiser(cast.qingdao_institution)
        expired = make_appraiser(cast.jinan_institution, until=date(2026, 11, 24))
    house, by = cast.jinan_institution.pk, cast.actor("jinan_head")
    for mentor, code in ((elsewhere, "mentor_elsewhere"), (expired, "mentor_unfit")):
        with pytest.raises(RuleBroken) as broken:
            engage(house, by=by, name="示例助理", mentor=mentor.pk, valid_from=TODAY)
        assert [each.code for each in broken.value.findings] == [code]
    made = make_assistant(appraiser, by=by)
    page = sign_in("jinan").get(reverse("institution_assistants", args=[house])).content.decode()
    assert made.person.name in page and appraiser.person.name in page
