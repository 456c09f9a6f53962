"""The pages of an institution and of an appraiser: licence, categories, clock of renewal, tabs of other apps."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.actions.changing_certificates import end_certificate
from foundation.desk.detail import tabs
from institutions.actions.changing_registration import Paper, end_registration
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_staff
from tests.people import Cast

SignIn = Callable[[str], Client]
TABS = ("institution", "institution_cases", "institution_appraisers", "institution_imports", "institution_trail")
GROUPS = ("registration", "standing", "people", "means", "business", "supervision")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        yield


def page(client: Client, route: str, key: object) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(reverse(route, args=[key]))
    assert answer.status_code == 200, route
    return answer.content.decode()


def test_an_institution_shows_licence_validity_categories_in_words_and_seat(cast: Cast, sign_in: SignIn) -> None:
    with transaction.atomic():
        make_staff(cast.jinan_institution)  # without appraisers it takes nothing, and the head says that instead
    text = page(sign_in("jinan"), "institution", cast.jinan_institution.pk)
    for words in (cast.jinan_institution.licence_number, "30 June 2029", "948 days left", "In practice", "Jinan"):
        assert words in text, words
    assert "FY-02" not in text
    assert reverse("figures_of_institution", args=[cast.jinan_institution.pk]) in text


def test_renewal_is_counted_sixty_days_back_with_its_article(cast: Cast, sign_in: SignIn) -> None:
    text = page(sign_in("jinan"), "institution", cast.jinan_institution.pk)
    assert "due on Tuesday 1 May 2029" in text
    assert "山东省司法鉴定条例第十三条" in text


def test_a_passed_day_of_asking_is_a_question_and_no_breach(cast: Cast, sign_in: SignIn) -> None:
    late = make_institution("济南示例己司法鉴定所", "370102", licence_until=date(2026, 12, 20))
    text = page(sign_in("jinan"), "institution", late.pk)
    assert "The day for asking, 21 October, has passed" in text
    assert "pt-st--late" not in text
    assert "No application for renewal is on record." in text


def test_a_registration_that_has_ended_is_not_renewed(cast: Cast, sign_in: SignIn) -> None:
    house = cast.jinan_institution
    paper = Paper(date(2026, 11, 20), "示例注销〔2026〕1号", "示例：依据注销决定")
    end_registration(house.pk, by=cast.actor("province"), version=house.trail_seq, paper=paper, ground="SD15-1")
    text = page(sign_in("jinan"), "institution", house.pk)
    assert "Registration has ended" in text
    assert "days left" not in text
    assert "No application for renewal is on record." not in text


def test_a_certificate_that_was_ended_is_not_renewed(cast: Cast, sign_in: SignIn) -> None:
    row = make_appraiser(cast.jinan_institution)
    paper = Paper(date(2026, 11, 25), "示例注销〔2026〕2号", "示例：依据注销决定")
    assert "Renewal of the certificate" in page(sign_in("jinan"), "appraiser", row.pk)
    end_certificate(row.pk, by=cast.actor("province"), version=row.trail_seq, paper=paper, ground="SD24-1")
    assert "Renewal of the certificate" not in page(sign_in("jinan"), "appraiser", row.pk)


@pytest.mark.parametrize("route", TABS)
def test_every_tab_of_an_institution_is_there_for_its_city_and_absent_for_another(
    cast: Cast, sign_in: SignIn, route: str
) -> None:
    key = cast.jinan_institution.pk
    text = page(sign_in("jinan"), route, key)
    for group in GROUPS:
        assert f'id="group-{group}"' in text
    assert re.search(rf'<a href="{reverse(route, args=[key])}" id="tab-[a-z_]+" aria-current="page"', text)
    assert sign_in("qingdao").get(reverse(route, args=[key])).status_code == 404
    assert sign_in("qingdao_clerk").get(reverse(route, args=[key])).status_code == 404


def test_tabs_carry_capped_counts_of_what_is_behind_them(cast: Cast, sign_in: SignIn) -> None:
    for _serial in range(3):
        make_case(cast.jinan_institution)
    make_appraiser(cast.jinan_institution)
    client, counts = sign_in("jinan"), dict[str, str]()
    for route in ("institution_cases", "institution_appraisers", "institution_equipment", "institution_recognitions"):
        answer = client.get(reverse(route, args=[cast.jinan_institution.pk]))
        counts |= {tab.code: tab.count for tab in answer.context["tabs"] if tab.count}
    assert counts == {
        "cases": "3", "appraisers": "1", "assistants": "0", "quality_managers": "0", "equipment": "0", "imports": "0",
        "annual_reviews": "0",
        "assessments": "0",
        "recognitions": "0",
        "expert_draws": "0",
    }  # fmt: skip


def test_tabs_stand_in_groups_and_no_group_leads_nowhere(cast: Cast, sign_in: SignIn) -> None:
    known = tabs.all_tabs()["institution"]
    assert {tab.group for tab in known} == {group.code for group in tabs.all_groups()["institution"]} == set(GROUPS)
    client = sign_in("jinan")
    answer = client.get(reverse("institution_premises", args=[cast.jinan_institution.pk]))
    assert [link.code for link in answer.context["tabs"]] == ["premises", "equipment", "insurance", "cooperation"]
    for group in answer.context["groups"]:
        assert client.get(group.url).status_code == 200
        assert group.current == (group.code == "means")
    alone = sign_in("province_leader").get(reverse("institution_cases", args=[cast.jinan_institution.pk]))
    (business,) = [group for group in alone.context["groups"] if group.code == "business"]
    assert business.alone


def test_a_leader_who_sees_no_imports_is_offered_no_such_tab(cast: Cast, sign_in: SignIn) -> None:
    client, key = sign_in("province_leader"), cast.jinan_institution.pk
    tab, door = reverse("institution_imports", args=[key]), client.get(reverse("institution_imports", args=[key]))
    assert (tab in page(client, "institution", key)) == (door.status_code == 200)


def test_categories_with_fewer_than_three_appraisers_are_named_with_the_article(cast: Cast, sign_in: SignIn) -> None:
    for _serial in range(3):
        make_appraiser(cast.jinan_institution, practice_codes=("FY-02",))
    make_appraiser(cast.jinan_institution, practice_codes=("FY-05",), until=date(2026, 11, 24))
    text = page(sign_in("jinan"), "institution_appraisers", cast.jinan_institution.pk)
    assert "1 category of the licence has fewer than three appraisers with a valid certificate." in text
    assert "山东省司法鉴定条例第十条" in text


def test_an_appraiser_shows_certificate_institution_and_validity(cast: Cast, sign_in: SignIn) -> None:
    appraiser = make_appraiser(cast.jinan_institution, until=date(2026, 11, 25))
    text = page(sign_in("jinan"), "appraiser", appraiser.pk)
    for words in (appraiser.certificate_number, "today is the last valid day", "Certificate valid"):
        assert words in text, words
    assert reverse("institution", args=[cast.jinan_institution.pk]) in text


@pytest.mark.parametrize("route", ["appraiser", "appraiser_related", "appraiser_trail"])
def test_another_city_finds_no_tab_of_the_appraiser(cast: Cast, sign_in: SignIn, route: str) -> None:
    key = make_appraiser(cast.jinan_institution).pk
    assert sign_in("jinan").get(reverse(route, args=[key])).status_code == 200
    assert sign_in("qingdao").get(reverse(route, args=[key])).status_code == 404


def test_lists_and_search_lead_to_the_pages(cast: Cast, sign_in: SignIn) -> None:
    appraiser, client = make_appraiser(cast.jinan_institution), sign_in("jinan")
    institution = reverse("institution", args=[cast.jinan_institution.pk])
    assert institution in client.get(reverse("institution_list")).content.decode()
    assert reverse("appraiser", args=[appraiser.pk]) in client.get(reverse("appraiser_list")).content.decode()
    assert institution in client.get(reverse("search"), {"q": "示例甲"}).content.decode()
