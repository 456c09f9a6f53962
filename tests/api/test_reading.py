"""What programs read is what the pages show: the same rows, in the same order, under the same conditions."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.accounts.actions.delegating import take
from foundation.audit.models import Event
from foundation.exchange.api import views
from tests.api.conftest import Call, Caller
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.people import Cast

SignIn = Callable[[str], Client]


@pytest.fixture
def world(cast: Cast) -> None:
    for number in range(4):
        for institution in (cast.jinan_institution, cast.qingdao_institution):
            make_case(institution, accepted_on=date(2026, 10, 1 + number))
            make_appraiser(institution)
            make_entrustment(institution)
    make_case(cast.jinan_institution, issued_on=date(2026, 11, 2), category_id="FY-05", practice_code="FY-05")


QUERIES = (
    "", "order=number", "order=-number", "city=370100", "city=370200&order=number", "category=FY-05", "county=370102",
    "q=3799", "measure=cases.accepted&from=2026-10-01&until=2026-10-03&city=370100",
)  # fmt: skip
ADDRESS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.mark.parametrize("who", ["province", "jinan", "qingdao", "lixia", "jinan_clerk", "jinan_head"])
def test_list_and_api_show_the_same_rows_in_the_same_order(
    world: None, calling: Call, sign_in: SignIn, who: str
) -> None:
    caller, browser = calling(who), sign_in(who)
    compared = 0
    for query in QUERIES:
        page = browser.get(f"/cases/?{query}")
        answer = caller.get(f"cases/?{query}")
        assert page.status_code == answer.status_code, (query, answer.content)
        if answer.status_code == 200:
            shown = [str(row.pk) for row in page.context["list"].page.rows]
            assert [row["id"] for row in answer.json()["results"]] == shown, query
            compared += len(shown)
    assert compared > 5


@pytest.mark.parametrize(
    ("resource", "address"),
    [
        ("institutions", "/institutions/"),
        ("appraisers", "/appraisers/"),
        ("entrustments", "/cases/entrustments/"),
    ],
)
def test_registers_show_the_same_rows_too(
    world: None, calling: Call, sign_in: SignIn, resource: str, address: str
) -> None:
    for who in ("province", "jinan", "lixia", "jinan_clerk"):
        orders = ("order=newest", "order=-newest")
        for query in ("", "city=370100", "q=示例", *orders):
            shown = [str(row.pk) for row in sign_in(who).get(f"{address}?{query}").context["list"].page.rows]
            found = [row["id"] for row in calling(who).get(f"{resource}/?{query}").json()["results"]]
            assert found == shown, (who, query)


def test_the_links_lead_through_all_rows_once_and_back(world: None, calling: Call) -> None:
    caller = calling("province")
    seen: list[str] = []
    address: str | None = "cases/?page_size=2&order=number"
    pages = []
    while address:
        body = caller.get(address.removeprefix("http://testserver")).json()
        assert len(body["results"]) <= 2
        pages.append(body)
        seen += [row["id"] for row in body["results"]]
        address = body["next"]
    assert len(seen) == len(set(seen)) == 9
    back = caller.get(pages[2]["previous"].removeprefix("http://testserver")).json()
    assert back["results"] == pages[1]["results"]
    assert pages[0]["previous"] is None
    assert (pages[0]["count"], pages[0]["count_is_capped"]) == (9, False)


@pytest.mark.parametrize(
    ("query", "attr", "code"),
    [
        ("citi=370100", "citi", "unknown"),
        ("city=999999", "city", "invalid_choice"),
        ("accepted_from=gestern", "accepted_from", "invalid"),
        ("institution=7", "institution", "invalid"),
        ("order=backwards", "order", "invalid_choice"),
        ("page_size=101", "page_size", "invalid"),
        ("page_size=0", "page_size", "invalid"),
        ("page_size=²", "page_size", "invalid"),
        ("q=%00", "q", "null_characters_not_allowed"),
    ],
)
def test_a_condition_that_cannot_be_read_is_named(calling: Call, query: str, attr: str, code: str) -> None:
    answer = calling("province").get(f"cases/?{query}")
    assert answer.status_code == 400
    body = answer.json()
    assert body["type"] == "validation_error"
    assert [(error["attr"], error["code"]) for error in body["errors"]] == [(attr, code)]


def test_absent_and_foreign_are_the_same(cast: Cast, calling: Call) -> None:
    foreign = make_case(cast.qingdao_institution)
    own = make_case(cast.jinan_institution)
    caller = calling("jinan_clerk")
    assert caller.get(f"cases/{own.pk}/").json()["case_number"] == own.case_number
    answers = [caller.get(f"cases/{pk}/") for pk in (foreign.pk, "00000000-0000-0000-0000-000000000007")]
    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [{**answer.json(), "request_id": ""} for answer in answers]
    assert bodies[0] == bodies[1]


def test_what_is_missing_for_a_request_is_said(calling: Call, cast: Cast) -> None:
    answer = calling("jinan", "institutions:read").get("cases/")
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "scope_missing"
    assert "cases:read" in answer.json()["errors"][0]["detail"]


def test_a_verb_taken_from_the_role_is_refused_at_once_and_recorded(calling: Call, cast: Cast) -> None:
    caller = calling("jinan", "cases:read")
    assert caller.get("cases/").status_code == 200
    take(
        verb="cases.view", role="officer", level="city", effective_from=timezone.localdate(), source="示例决定",
        by=cast.actor("administrator"),
    )  # fmt: skip
    answer = caller.get("cases/")
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "not_allowed"
    refused = Event.objects.get(stream=cast.jinan.user.stream, kind="act.refused")
    assert refused.content["from"]["door"] == "api"
    assert refused.content["from"]["request"] == answer.json()["request_id"] == answer.headers["X-Request-ID"]


def test_an_unchanged_row_is_not_sent_again(cast: Cast, calling: Call) -> None:
    case = make_case(cast.jinan_institution)
    caller = calling("jinan_clerk")
    first = caller.get(f"cases/{case.pk}/")
    again = caller.get(f"cases/{case.pk}/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    english = caller.get(f"cases/{case.pk}/", headers={"If-None-Match": first.headers["ETag"], "Accept-Language": "en"})
    assert english.status_code == 200, "the category is told in another language"


def test_the_language_is_that_of_the_request_and_chinese_without_one(calling: Call) -> None:
    caller = calling("province")
    chinese = caller.get("cases/?order=x").json()["errors"][0]["detail"]
    english = caller.get("cases/?order=x", headers={"Accept-Language": "en"}).json()["errors"][0]["detail"]
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert english.isascii()


def test_what_is_sent_to_an_address_without_its_slash_is_not_sent_on(calling: Call) -> None:
    answer = calling("jinan_clerk").post("entrustments", {}, key="示例".encode().hex())
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (404, "not_found")
    assert "Location" not in answer.headers


@pytest.mark.parametrize("path", ["absent/", "cases/7/", "cases/x%00y/", "../cases/", "%FF/", "cases/absent/absent/"])
def test_an_address_that_does_not_exist_answers_in_json(calling: Call, path: str) -> None:
    answer = calling("province").get(path)
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "not_found"


def test_methods_and_kinds_of_answer_that_are_not_there_are_refused_in_json(calling: Call) -> None:
    caller = calling("province")
    assert [caller.ask(method, "cases/").status_code for method in ("PUT", "PATCH", "DELETE", "OPTIONS")] == [405] * 4
    answer = caller.get("cases/", headers={"Accept": "application/xml"})
    assert answer.status_code == 406
    assert answer.json()["errors"][0]["code"] == "not_acceptable"


def test_reading_a_list_asks_the_database_the_same_for_any_number_of_rows(cast: Cast, calling: Call) -> None:
    caller = calling("province")
    counts = []
    for _round in range(2):
        make_case(cast.jinan_institution)
        make_case(cast.qingdao_institution)
        caller.get("cases/")
        with CaptureQueriesContext(connection) as captured:
            assert caller.get("cases/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 7, counts


def test_sealed_fields_are_no_part_of_any_answer(world: None, calling: Call) -> None:
    caller = calling("province")
    names: set[str] = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            names.update(value)
            for each in value.values():
                collect(each)
        if isinstance(value, list):
            for each in value:
                collect(each)

    for resource in ("cases", "institutions", "appraisers"):
        collect(caller.get(f"{resource}/").json())
    assert names & {"identity_number", "identity_index", "subjects", "phone", "person", "appraiser_names"} == set()


def test_every_answer_names_its_request_and_nobody_chooses_that_name(calling: Call) -> None:
    caller = calling("province")
    for path in ("absent/", "cases/?order=x", "cases/00000000-0000-0000-0000-000000000007/"):
        answer = caller.get(path, headers={"X-Request-ID": "chosen"})
        assert len(answer.headers["X-Request-ID"]) == 36, path
        assert answer.headers["X-Request-ID"] == answer.json()["request_id"], path


def test_an_error_of_the_portal_says_nothing_of_itself(calling: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: Any) -> Any:
        raise ValueError("示例保密内容")

    caller = calling("province")
    monkeypatch.setattr(views, "credential_of", broken)
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/me/", headers={"Authorization": f"Bearer {caller.token}"})
    assert answer.status_code == 500
    assert answer.json()["type"] == "server_error"
    assert "示例保密" not in json.dumps(answer.json(), ensure_ascii=False)


def test_whoever_has_no_token_gets_the_same_401_everywhere(db: None) -> None:
    for path in ("me/", "cases/", "cases/00000000-0000-0000-0000-000000000007/", "institutions/", "appraisers/"):
        answer = Caller("").get(path)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="api"')
