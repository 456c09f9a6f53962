"""Licences, certificates and accreditations that end within 90, 30 and 7 days reach each who is concerned once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.reminding import remind_appraisers
from appraisers.actions.renewing import record_certificate_renewal
from foundation.accounts.models import Notice, User
from foundation.accounts.notices import sentence_of
from institutions.actions.reminding import remind_institutions, thresholds
from institutions.actions.renewing import record_renewal
from institutions.models import Accreditation, Institution, InsurancePolicy
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import make_accreditation, make_policy
from tests.factories.users import make_posting
from tests.people import Cast
from tests.races.kit import race

pytestmark = pytest.mark.django_db
NOW = "2026-11-25 10:00+08:00"
TODAY = date(2026, 11, 25)
DAYS = (7, 30, 90)


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def ends_in(days: int) -> Institution:
    with transaction.atomic():
        house = make_institution(f"济南示例{days}司法鉴定所", "370102", licence_until=TODAY + timedelta(days=days))
        make_posting(f"admin-{house.pk}", "institution_administrator", house.organisation)
    return house


def told(kind: str) -> Counter[str]:
    return Counter(notice.user.username for notice in Notice.objects.filter(kind=kind).select_related("user"))


def test_the_administrator_and_the_officer_of_the_city_are_told_once_for_each_number_of_days(
    cast: Cast, frozen: time_machine.Traveller
) -> None:
    house = ends_in(100)
    for day in range(102):
        frozen.move_to(f"{TODAY + timedelta(days=day)} 10:00+08:00")
        remind_institutions(TODAY + timedelta(days=day))
    assert told("licence_expires") == {f"admin-{house.pk}": 3, "jinan": 3}
    days = [notice.params["days"] for notice in Notice.objects.filter(user__username="jinan").order_by("pk")]
    assert days == [90, 30, 7]


def test_a_job_that_comes_late_tells_only_the_nearest_and_names_institution_and_day(cast: Cast) -> None:
    house = ends_in(20)
    assert (remind_institutions(TODAY), remind_institutions(TODAY)) == (2, 0)
    notice = Notice.objects.get(user=cast.jinan.user)
    assert notice.params["days"] == 30 and notice.link == house.get_absolute_url()
    assert all(text in sentence_of(notice) for text in (house.licence_number, str(house), "2026-12-15"))


@pytest.mark.django_db(transaction=True)
def test_of_eight_jobs_at_once_nothing_is_doubled(cast: Cast) -> None:
    ends_in(5)
    with transaction.atomic():
        make_appraiser(cast.jinan_institution, until=TODAY + timedelta(days=6))
    make_accreditation(cast.jinan_institution, "FY-05", by=cast.actor("jinan"), valid_until=TODAY + timedelta(days=7))
    answers = race(lambda: (remind_institutions(TODAY), remind_appraisers(TODAY)))
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    for kind in ("licence_expires", "accreditation_expires", "certificate_expires"):
        assert set(told(kind).values()) == {1} and "jinan" in told(kind)


def test_the_person_is_told_of_the_certificate_without_a_link_to_a_page_that_is_not_his(cast: Cast) -> None:
    with transaction.atomic():
        row = make_appraiser(cast.jinan_institution, until=TODAY + timedelta(days=6))
    user = User.objects.create(username="person", person=row.person)
    remind_appraisers(TODAY)
    assert Notice.objects.get(user=user).link == ""
    assert told("certificate_expires") == {"person": 1, "jinan": 1, "jinan_institution_administrator": 1}
    assert row.person.name not in sentence_of(Notice.objects.get(user=user))


def test_a_renewal_that_is_undecided_warns_the_organ_and_nobody_else(cast: Cast) -> None:
    house = ends_in(60)
    ask = {"document_number": "示例申请〔2026〕1号", "reason": "示例：申请延续", "asked_on": TODAY}
    record_renewal(house.pk, by=cast.actor("jinan"), version=house.trail_seq, **ask)
    with transaction.atomic():
        person = make_appraiser(cast.jinan_institution, until=TODAY + timedelta(days=60))
    record_certificate_renewal(person.pk, by=cast.actor("jinan"), version=person.trail_seq, **ask)
    assert (remind_institutions(TODAY), remind_appraisers(TODAY)) == (2, 2)
    for kind in ("licence_expires_undecided", "certificate_expires_undecided"):
        assert told(kind) == {"jinan": 1, "province": 1}


def test_a_certificate_that_a_later_one_follows_is_reminded_of_no_more(cast: Cast) -> None:
    by, soon = cast.actor("jinan"), TODAY + timedelta(days=7)
    make_accreditation(cast.jinan_institution, "FY-0501", by=by, valid_until=soon)
    make_accreditation(cast.jinan_institution, "FY-0501", "FY-0502", by=by)
    assert remind_institutions(TODAY) == 0
    assert not Accreditation.objects.expiring(TODAY, 90).exists()
    make_accreditation(cast.jinan_institution, "FY-0503", by=by, valid_until=soon)
    assert remind_institutions(TODAY) == 2


def test_the_numbers_of_days_are_dated_data(db: None) -> None:
    assert thresholds(TODAY) == DAYS and thresholds(TODAY, "accreditation") == (*DAYS, 180)
    assert thresholds(date(2016, 4, 30)) == ()


def test_a_policy_that_ends_soon_is_told_once_unless_a_later_one_follows(cast: Cast) -> None:
    by = cast.actor("jinan_head")
    make_policy(cast.jinan_institution, by=by, valid_until=date(2026, 12, 20))
    for _again in range(2):
        remind_institutions(TODAY)
    told = {notice.user for notice in Notice.objects.filter(kind="insurance_expires")}
    assert told == {cast.jinan_institution_administrator.user, cast.jinan.user}
    make_policy(cast.jinan_institution, by=by, valid_until=date(2027, 12, 20))
    assert not InsurancePolicy.objects.expiring(TODAY, 30).exists()
