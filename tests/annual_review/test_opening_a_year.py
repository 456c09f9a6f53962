"""Opening: once, by the province, one review for each institution registered in the year."""

from datetime import date
from typing import Any

import pytest

from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event, JobRun, OutboxMessage
from foundation.audit.verify import verify
from governance.annual_review import gate
from governance.annual_review.actions import opening
from governance.annual_review.models import AnnualReview, ReviewYear
from tests.factories.annual_reviews import dates_of, make_year
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.people import Cast
from tests.races.kit import race
from tests.workers import carried_out

pytestmark = pytest.mark.django_db


def opened(cast: Cast, year: int = 2025, who: str = "province") -> ReviewYear:
    return opening.open_year(dates_of(year), by=cast.actor(who))


def test_a_year_is_opened_with_its_dates_and_a_job_creates_the_reviews(cast: Cast) -> None:
    year = opened(cast)
    assert (year.state, year.expected, year.opened_on) == ("preparing", 2, date(2026, 11, 25))
    assert OutboxMessage.objects.get(topic=opening.CREATE_JOB).payload == {"year": str(year.pk)}
    assert opening.create_reviews(year.pk) == 2
    year.refresh_from_db()
    assert year.state == "running"
    review = AnnualReview.objects.get(institution=cast.jinan_institution.pk)
    assert (review.state, review.due_on, review.city_code) == ("open", date(2026, 12, 25), "370100")
    assert [event.kind for event in Event.objects.filter(stream=year.stream).order_by("seq")] == [
        "annual_review.open",
        "annual_review.prepared",
    ]
    assert verify().sound


def test_creating_again_creates_nothing_and_tells_nobody_twice(cast: Cast) -> None:
    year = make_year()
    told = Notice.objects.filter(kind=opening.OPENED_NOTICE)
    assert {notice.user_id for notice in told} == {
        cast.jinan_head.user_id,
        cast.jinan_institution_administrator.user_id,
    }
    assert opening.create_reviews(year.pk) == 0
    assert (AnnualReview.objects.count(), told.count()) == (2, 2)


def test_a_creation_that_broke_off_goes_on_where_it_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_institution("济南示例丙司法鉴定所", "370102")
    year = opened(cast)
    whole = opening._create_chunk
    calls: list[int] = []

    def dies_in_the_second(pk: Any, chunk: int) -> int:
        calls.append(chunk)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(pk, chunk)

    monkeypatch.setattr(opening, "_create_chunk", dies_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        opening.create_reviews(year.pk, chunk=1)
    assert AnnualReview.objects.count() == 1 and ReviewYear.objects.get().state == "preparing"
    monkeypatch.setattr(opening, "_create_chunk", whole)
    assert opening.create_reviews(year.pk, chunk=1) == 2
    assert AnnualReview.objects.count() == 3 and ReviewYear.objects.get().state == "running"


def test_only_institutions_registered_in_the_year_are_reviewed(cast: Cast) -> None:
    fresh = make_institution("济南示例新所", "370102", licence_until=date(2031, 1, 31))
    worked = make_institution("济南示例旧所", "370102", licence_until=date(2031, 1, 31))
    for row in (fresh, worked):  # both have a licence that begins after 2023
        assert row.licence_from > date(2023, 12, 31)
    make_case(worked, accepted_on=date(2023, 5, 4))
    found = set(gate.registered_in(2023).values_list("pk", flat=True))
    assert found == {worked.pk}
    assert {cast.jinan_institution.pk, fresh.pk, worked.pk} <= set(
        gate.registered_in(2024).values_list("pk", flat=True)
    )


def test_a_year_is_opened_once_and_with_dates_that_follow_each_other(cast: Cast) -> None:
    opened(cast)
    with pytest.raises(RuleBroken) as broken:
        opened(cast)
    assert [finding.code for finding in broken.value.findings] == ["opened_before"]
    good = dates_of(2024)
    wrong: list[tuple[gate.Dates, str]] = [
        (dates_of(2027), "year"),
        (dates_of(1999), "year"),
        (dates_of(2024, date(2026, 11, 24)), "begins_on"),
        (
            gate.Dates(2024, good.begins_on, date(2026, 11, 1), good.cities_until, good.province_until),
            "institutions_until",
        ),
        (
            gate.Dates(2024, good.begins_on, good.institutions_until, date(2026, 12, 1), good.province_until),
            "cities_until",
        ),
        (
            gate.Dates(2024, good.begins_on, good.institutions_until, good.cities_until, date(9999, 1, 1)),
            "province_until",
        ),
    ]
    for dates, field in wrong:
        with pytest.raises(RuleBroken) as broken:
            opening.open_year(dates, by=cast.actor("province"))
        assert {finding.field for finding in broken.value.findings} == {field}
    assert ReviewYear.objects.count() == 1


@pytest.mark.parametrize("who", ["province_leader", "jinan", "jinan_head", "administrator"])
def test_only_the_provincial_officer_opens_a_year(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        opened(cast, who=who)


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_open_the_same_year_one_does(cast: Cast) -> None:
    answers = race(lambda: opened(cast))
    assert sorted(type(answer).__name__ for answer in answers) == ["ReviewYear"] + ["RuleBroken"] * 7
    assert ReviewYear.objects.count() == OutboxMessage.objects.filter(topic=opening.CREATE_JOB).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_creates_the_reviews(cast: Cast, worker: object) -> None:
    year = opened(cast)
    carried_out(lambda: ReviewYear.objects.get(pk=year.pk).state == "running", seconds=40)
    assert AnnualReview.objects.count() == 2
    carried_out(lambda: JobRun.objects.filter(job=opening.CREATE_JOB, outcome="done").exists())
    assert JobRun.objects.get(job=opening.CREATE_JOB).result == {"created": 2}
