"""No role finds an empty page: heaps, or words that say why there are none and where to go."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client

from appraisal_portal.pages.role_words import WORDS
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from tests.access.people import Crowd
from tests.factories.cases import make_case
from tests.factories.people import make_appraiser
from tests.people import Cast

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_role_has_words() -> None:
    assert set(WORDS) == set(Role)


def test_every_posting_finds_work_or_the_reason_why_there_is_none_and_two_ways_on(crowd: Crowd) -> None:
    for member in crowd.values():
        if not member.signed_in or not member.second_factor:
            continue
        member.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        answer = member.client.get("/")
        page = answer.content.decode()
        if answer.context["opened"] is None:
            empty = page[page.index('class="pt-empty"') :]
            assert empty.count("<a class=") >= 2, member.name
            assert str(answer.context["about"].does) in page.replace("&#x27;", "'"), member.name
        else:
            assert "<tbody>" in page, member.name


def test_the_day_begins_with_one_sentence_and_the_latest_case(cast: Cast, sign_in: SignIn) -> None:
    make_case(cast.jinan_institution, due_on=NOW.date() - timedelta(days=5), case_number="示甲鉴〔2026〕临鉴字第1号")
    make_case(cast.jinan_institution, due_on=NOW.date() - timedelta(days=3), case_number="示甲鉴〔2026〕临鉴字第2号")
    make_case(cast.jinan_institution, due_on=NOW.date() + timedelta(days=2))
    page = sign_in("jinan_clerk").get("/").content.decode()
    head = page[page.index('class="pt-head__meta"') : page.index("</main>")]
    assert "已逾期2件" in head
    assert "将到期1件" in head
    assert head.index("临鉴字第1号") < head.index("临鉴字第2号")
    assert "超期3个工作日" in head, "Wednesday 18 to Monday 23 November: three working days"
    assert "出具鉴定意见书" in head


def test_a_limit_that_passed_on_the_eve_of_a_rest_day_is_late_by_days(cast: Cast, sign_in: SignIn) -> None:
    make_case(cast.jinan_institution, due_on=date(2026, 11, 27))
    with time_machine.travel("2026-11-28 10:00+08:00", tick=False):  # a Saturday
        page = sign_in("jinan_clerk").get("/").content.decode()
    assert "已过1日" in page
    assert "0个工作日" not in page


def test_a_clerk_of_another_city_reads_nothing_of_it(cast: Cast, sign_in: SignIn) -> None:
    make_case(cast.jinan_institution, due_on=NOW.date() - timedelta(days=5), case_number="示甲鉴〔2026〕临鉴字第1号")
    assert "临鉴字第1号" not in sign_in("qingdao_clerk").get("/").content.decode()


def test_whoever_is_an_appraiser_sees_his_own_certificate_in_every_posting(cast: Cast, sign_in: SignIn) -> None:
    for name in ("appraiser", "jinan_clerk"):
        person = getattr(cast, name).user.person
        until = NOW.date() + timedelta(days=40)
        certificate = make_appraiser(cast.jinan_institution, person=person, certificate_until=until)
        page = sign_in(name).get("/").content.decode()
        assert certificate.certificate_number in page
        assert "剩40日" in page
    assert "我的执业证" not in sign_in("jinan_head").get("/").content.decode()


def test_the_navigation_shows_red_before_ochre_before_grey(cast: Cast, sign_in: SignIn) -> None:
    make_case(cast.jinan_institution, due_on=NOW.date() + timedelta(days=2))
    client = sign_in("jinan_clerk")
    assert 'pt-count--soon">1' in client.get("/cases/").content.decode()
    make_case(cast.jinan_institution, due_on=NOW.date() - timedelta(days=2))
    with time_machine.travel(NOW + timedelta(seconds=6), tick=False):
        page = client.get("/cases/").content.decode()
    assert 'pt-count--late">1' in page
    assert 'pt-count--soon">1' not in page[: page.index("<main")]


def test_a_case_that_was_dealt_with_leaves_the_heap(cast: Cast, sign_in: SignIn) -> None:
    case = make_case(cast.jinan_institution, due_on=NOW.date() - timedelta(days=2))
    client = sign_in("jinan_clerk")
    assert case.case_number.split("〕")[1] in client.get("/work/cases_overdue/").content.decode()
    case.state, case.issued_on = "issued", NOW.date()
    with transaction.atomic():
        write(case, "case.corrected", by=SYSTEM)
    answer = client.get("/work/cases_overdue/")
    assert answer.status_code == 200
    assert "这里已经没有待办" in answer.content.decode()
