"""The pages of the chain: each says what may be done and why not, keeps what was typed, and shows no text unasked."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.models import Opinion, OpinionVersion, SignOff
from foundation.audit.models import Event
from institutions.standing.state import RESTRICTED
from tests.factories.opinions import TEXTS, Office, brought_to, issued, make_office, written
from tests.factories.standing import make_restriction
from tests.people import Cast

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, others=1)


def address(office: Office, name: str = "case_opinion") -> str:
    return reverse(name, args=[office.case.pk])


def typed(version: int, **values: Any) -> dict[str, Any]:
    parts = {name: getattr(TEXTS, name) for name in ("facts", "summary", "process", "analysis", "opinion")}
    return {"version": version, **parts, **values}


def test_a_version_is_written_kept_and_gone_on_with(office: Office, sign_in: SignIn) -> None:
    client, where = sign_in(office.first.posting), address(office, "case_opinion_write")
    lacking = client.post(where, typed(0, act="submit", analysis="", facts="示例事实甲"))
    assert lacking.status_code == 422 and "示例事实甲" in lacking.content.decode()
    assert not OpinionVersion.objects.exists()
    assert client.post(where, typed(0, act="keep", analysis="")).status_code == 302
    assert Opinion.objects.get().state == "drafting"
    page = client.get(where).content.decode()
    assert TEXTS.opinion not in page and "在第1稿基础上续写" in page
    taken = client.post(where, {"act": "take"}).content.decode()
    assert TEXTS.opinion in taken
    assert Event.objects.filter(kind="cases.read_opinion").count() == 1


def test_what_was_typed_stays_when_somebody_was_faster(office: Office, sign_in: SignIn) -> None:
    written(office)
    client, where = sign_in(office.first.posting), address(office, "case_opinion_write")
    late = client.post(where, typed(0, act="submit", facts="示例后到的文字"))
    assert late.status_code == 409
    page = late.content.decode()
    assert "示例后到的文字" in page and f'value="{office.opinion.trail_seq}"' in page
    assert OpinionVersion.objects.count() == 1


def test_the_tab_tells_who_said_what_and_opens_no_text_unasked(office: Office, sign_in: SignIn) -> None:
    brought_to(office, 3)
    client = sign_in(office.head.posting)
    page = client.get(address(office)).content.decode()
    assert TEXTS.opinion not in page and office.first_appraiser.certificate_number in page
    assert "第三级：待签发" in page and "待核" in page
    assert client.post(address(office, "case_opinion_read"), {"number": 1, "reason": ""}).status_code == 422
    opened = client.post(address(office, "case_opinion_read"), {"number": 1, "reason": "签发前阅读"})
    assert TEXTS.opinion in opened.content.decode()


def test_a_step_that_is_not_possible_says_why(office: Office, sign_in: SignIn) -> None:
    written(office)
    page = sign_in(office.reviewer.posting).get(address(office, "case_opinion_issue")).content.decode()
    assert "第一级、第二级审核完成后可以签发" in page and "btn-primary" not in page
    brought_to_review = sign_in(office.head.posting).get(address(office, "case_opinion_review")).content.decode()
    assert "您在本机构没有执业证" in brought_to_review


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40, "\0"])
def test_whatever_is_sent_is_answered(office: Office, sign_in: SignIn, value: str) -> None:
    written(office)
    client = sign_in(office.first.posting)
    for name in ("case_opinion_write", "case_opinion_sign"):
        assert client.post(address(office, name), {"version": value, "act": "submit"}).status_code == 422
    sent = client.post(address(office, "case_opinion_read"), {"number": value, "reason": "示例理由"})
    assert sent.status_code == 422
    assert not SignOff.objects.exists()


def test_the_pages_are_those_of_the_institution(office: Office, sign_in: SignIn, cast: Cast) -> None:
    brought_to(office, 3)
    issued(office)
    assert sign_in("jinan").get(address(office)).status_code == 200
    assert sign_in("qingdao").get(address(office)).status_code == 404
    assert sign_in("jinan").get(address(office, "case_opinion_issue")).status_code == 403
    assert sign_in("jinan_clerk").post(address(office, "case_opinion_read"), {"number": 1}).status_code == 403
    assert office.case.effective_on < date(2026, 11, 25)


def test_the_check_by_code_tells_no_names_and_forgives_how_it_is_typed(office: Office, client: Client) -> None:
    brought_to(office, 3)
    row = issued(office)
    for code in (row.code, row.code.lower(), f" {row.code[:4]}-{row.code[4:]} "):
        answer = client.get(reverse("check_code", args=[code]))
        assert answer.status_code == 200 and row.certificates[0] in answer.content.decode()
    page = answer.content.decode()
    for secret in ("示例当事人甲", "鉴定人一", office.case.client_name, str(office.case.pk), office.case.case_number):
        assert secret not in page
    wrong = [row.code[:-1] + ("0" if row.code[-1] != "0" else "1"), "0" * 25, "x", "/" * 3, "一" * 400]
    answers = [client.get(f"/check/{code}/") for code in wrong]
    assert {answer.status_code for answer in answers} == {404}
    found = client.post(
        "/check/", {"number": row.number, "issued_on_0": "2026", "issued_on_1": "11", "issued_on_2": "25"}
    ).content.decode()
    assert row.certificates[1] in found and row.code not in found


def test_the_check_by_code_says_that_the_institution_is_restricted(office: Office, cast: Cast, client: Client) -> None:
    brought_to(office, 3)
    row = issued(office)
    assert "可以受理" in client.get(f"/check/{row.code}/").content.decode()
    make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    page = client.get(f"/check/{row.code}/").content.decode()
    assert "可以受理" not in page and str(RESTRICTED.word) in page
