"""The tab of the letter of entrustment, the form of a change and of a signing, as people meet them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Agreement, Case
from foundation.audit.models import Event
from tests.documents import making
from tests.factories.agreements import CONSENT, GIVEN, WHY, accepted, amended
from tests.factories.cases import make_case
from tests.factories.entrustments import make_entrustment
from tests.people import Cast

SignIn = Callable[[str], Client]


def case_of(cast: Cast, **terms: Any) -> Case:
    return accepted(make_entrustment(cast.jinan_institution), by=cast.actor("jinan_clerk"), **terms)


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("示例委托书.png", making.png(), "image/png")


def test_the_tab_shows_the_version_that_holds_and_what_changed(cast: Cast, sign_in: SignIn) -> None:
    case = case_of(cast)
    amended(case, by=cast.actor("jinan_clerk"), limit_until=date(2027, 1, 15), officer="")
    page = sign_in("jinan_clerk").get(reverse("case_agreement", args=[case.pk])).content.decode()
    for words in ("第2版", "第1版", "现行", "2027年1月15日之前", WHY, CONSENT, "1,050.80", "登记签署", "变更委托书"):
        assert words in page, words
    assert "变更内容：或者约定完成日期" in page or "或者约定完成日期" in page
    assert "示例承办人" not in page and "已登记，加密保存" in page
    assert (
        reverse("case_agreement", args=[case.pk])
        in sign_in("jinan_clerk").get(case.get_absolute_url()).content.decode()
    )


def test_the_clock_of_the_case_names_the_agreed_limit(cast: Cast, sign_in: SignIn) -> None:
    case = case_of(cast, limit_days=45)
    page = sign_in("jinan").get(case.get_absolute_url()).content.decode()
    assert "45个工作日" in page and "司法鉴定程序通则第二十八条" in page


def test_what_is_sealed_is_shown_once_after_the_reason(cast: Cast, sign_in: SignIn) -> None:
    case = case_of(cast)
    client, address = sign_in("jinan_clerk"), reverse("case_agreement_open", args=[case.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    page = client.post(address, {"reason": "示例：联系委托人"}).content.decode()
    assert "示例承办人" in page
    assert "示例承办人" not in client.get(reverse("case_agreement", args=[case.pk])).content.decode()
    assert Event.objects.filter(stream=case.stream, kind="cases.reveal_subject").count() == 1


def test_a_change_by_page_starts_from_what_holds_and_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    case = case_of(cast)
    client, address = sign_in("jinan_clerk"), reverse("case_agreement_amend", args=[case.pk])
    page = client.get(address).content.decode()
    assert 'value="1050.80"' in page and "示例承办人" not in page and "第二十八条" in page
    given = {**GIVEN, "risks_told": "on", "version": case.trail_seq, "agreed_on": "2026-11-25", "officer": ""}
    wrong = client.post(address, {**given, "limit_days": "9999", "consent": CONSENT, "reason": WHY})
    assert wrong.status_code == 422 and 'value="9999"' in wrong.content.decode()
    done = client.post(address, {**given, "limit_days": "40", "consent": CONSENT, "reason": WHY})
    assert done.status_code == 302
    assert Agreement.objects.filter(case=case).latest("number").limit_days == 40
    assert client.post(address, {**given, "limit_days": "41", "consent": CONSENT, "reason": WHY}).status_code == 409


def test_the_form_of_acceptance_keeps_what_was_typed_when_a_term_is_wrong(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution)
    client, address = sign_in("jinan_clerk"), reverse("entrustment_accept", args=[row.pk])
    page = client.get(address).content.decode()
    assert row.matter in page and "鉴定风险提示" in page and "无权干涉" in page
    given = {**GIVEN, "risks_told": "on", "version": row.trail_seq, "effective_on": "2026-11-25", "reason": ""}
    answer = client.post(address, {**given, "leftover_weeks": "", "fee_terms": "示例：分两次收取"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="id_leftover_weeks_error"' in page and "示例：分两次收取" in page
    assert not Case.objects.filter(pk=row.pk).exists()


def test_the_signed_letter_is_kept_and_a_file_that_is_not_what_it_says_is_refused(cast: Cast, sign_in: SignIn) -> None:
    case = case_of(cast)
    row = case.agreements.get()
    client, address = sign_in("jinan_clerk"), reverse("case_agreement_signed", args=[case.pk])
    given = {"number": "1", "version": str(row.trail_seq), "signed_on": "2026-11-25"}
    wrong = SimpleUploadedFile("委托书.pdf", b"MZ\x90\x00 not a paper", "application/pdf")
    answer = client.post(address, {**given, "document": wrong})
    assert answer.status_code == 422 and 'id="id_document_error"' in answer.content.decode()
    assert client.post(address, {**given, "document": picture()}).status_code == 302
    row.refresh_from_db()
    assert row.signed_copy is not None and row.signed_on == date(2026, 11, 25)
    page = client.get(reverse("case_agreement", args=[case.pk])).content.decode()
    assert row.signed_copy.get_absolute_url() in page and "登记签署" not in page
    assert client.get(f"{address}?number=7").status_code == 404


def test_a_case_of_a_ledger_says_that_nothing_is_on_record(cast: Cast, sign_in: SignIn) -> None:
    case = make_case(cast.jinan_institution)
    page = sign_in("jinan").get(reverse("case_agreement", args=[case.pk])).content.decode()
    assert "本案的约定内容未在平台登记" in page
    assert sign_in("qingdao").get(reverse("case_agreement", args=[case.pk])).status_code == 404


def test_versions_cost_no_query_each(cast: Cast, sign_in: SignIn) -> None:
    case, client = case_of(cast), sign_in("jinan_clerk")
    address = reverse("case_agreement", args=[case.pk])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    for days in (40, 41, 42):
        amended(case, by=cast.actor("jinan_clerk"), limit_days=days)
    with CaptureQueriesContext(connection) as four:
        client.get(address)
    assert len(four) <= len(one)


@pytest.mark.parametrize("route", ["case_agreement", "case_agreement_amend", "case_agreement_signed"])
def test_the_pages_speak_english_on_request(cast: Cast, sign_in: SignIn, route: str) -> None:
    case, client = case_of(cast), sign_in("jinan_clerk")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "etter of entrustment" in client.get(reverse(route, args=[case.pk])).content.decode()
