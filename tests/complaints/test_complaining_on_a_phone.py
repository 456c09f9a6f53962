"""Question by question: nothing typed is lost, back and second tab are harmless, sent once however often pressed."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils.html import strip_tags

from complaints.actions import sending
from complaints.actions.drafting import clear_expired
from complaints.models import Complaint, ComplaintDraft
from complaints.public import cookie
from foundation.audit.models import Event
from tests.complaints.filling import FOLLOW, NEW, RECEIPT, REVIEW, fill_in, send
from tests.factories.complaints import IDENTITY, make_complaint
from tests.people import Cast
from tests.races.kit import RACERS, race

NOW = "2026-11-25 10:00+08:00"


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def phone() -> Client:
    return Client()


def text(answer: Any) -> str:
    return str(answer.content.decode())


def code_on(client: Client) -> str:
    found = re.search(r'class="code">([^<]+)<', text(client.get(RECEIPT)))
    assert found is not None
    return found[1]


def test_a_citizen_answers_question_by_question_and_gets_number_and_code(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution)
    page = text(phone.get(REVIEW))
    assert "示例投诉人乙" in page
    assert "2026年10月" in page
    assert "pt-errsum" not in page
    assert send(phone).headers["Location"] == RECEIPT
    row = Complaint.objects.get()
    assert (row.institution, row.interest, row.known_to_month) == (cast.jinan_institution, "party", True)
    assert row.complainant.sex is not None and row.complainant.sex.reveal() == "female"
    assert row.number in strip_tags(text(phone.get(RECEIPT)))
    assert not ComplaintDraft.objects.exists(), "the draft is dropped on sending"


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(phone: Client) -> None:
    typed = {"name": "示例投诉人乙", "identity_number": "379999199001010011", "sex": "", "occupation": ""}
    answer = phone.post(f"{NEW}person/", typed)
    assert answer.status_code == 422
    assert 'id="id_identity_number_error"' in text(answer)
    assert 'value="379999199001010011"' in text(answer)
    later = text(phone.get(f"{NEW}person/"))
    assert 'value="379999199001010011"' in later, "the draft keeps wrong answers too"
    assert "id_identity_number_error" not in later


def test_the_rules_of_filing_speak_on_the_page_of_their_question(phone: Client) -> None:
    answer = phone.post(f"{NEW}day/", {"known_on_0": "2026", "known_on_1": "12", "known_on_2": "24"})
    assert answer.status_code == 422
    assert 'id="id_known_on_error"' in text(answer)


def test_an_unfinished_complaint_is_not_sent_and_each_gap_leads_to_its_question(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution)
    phone.post(f"{NEW}contact/", {"phone": "", "address": "示例市示例路1号", "act": "save"})
    answer = send(phone)
    assert answer.status_code == 422
    assert f'href="{NEW}contact/?from=review"' in text(answer)
    assert not Complaint.objects.exists()
    back = phone.post(f"{NEW}contact/", {"phone": "0531-1", "address": "示例市示例路1号", "from": "review"})
    assert back.headers["Location"] == REVIEW


def test_whatever_is_chosen_first_the_way_to_complain_stays_open(phone: Client) -> None:
    for matter in ("result", "delay", "unnamed"):
        answer = phone.post(NEW, {"matter": matter}, follow=True)
        assert answer.redirect_chain == [(f"{NEW}notice/", 302)]
        assert f'href="{NEW}institution/"' in text(answer)


def test_an_institution_is_found_by_a_part_of_its_name_and_must_be_chosen(phone: Client, cast: Cast) -> None:
    found = text(phone.post(f"{NEW}institution/", {"words": "示例甲", "act": "search"}))
    assert str(cast.jinan_institution.pk) in found
    assert str(cast.qingdao_institution.pk) not in found
    assert phone.post(f"{NEW}institution/", {"words": "示例甲"}).status_code == 422
    assert phone.post(f"{NEW}institution/", {"words": "没有这样的机构"}).status_code == 422


def test_in_english_the_line_under_an_institution_is_no_markup_to_read(phone: Client, cast: Cast) -> None:
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    found = text(phone.post(f"{NEW}institution/", {"words": "示例甲", "act": "search"}))
    assert "&lt;small&gt;" not in found
    assert f"licence {cast.jinan_institution.licence_number}</small>" in found


def test_pressing_twice_and_going_back_give_the_same_receipt(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution)
    assert send(phone).headers["Location"] == send(phone).headers["Location"] == RECEIPT
    assert phone.post(f"{NEW}account/", {"account": "示例：回退后又改。"}).headers["Location"] == RECEIPT
    assert code_on(phone) == code_on(phone)
    assert Complaint.objects.count() == 1


def test_two_tabs_work_at_one_draft(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution)
    tab = Client()
    tab.cookies = phone.cookies
    tab.post(f"{NEW}account/", {"account": "示例：第二个标签页。"})
    phone.post(f"{NEW}request/", {"request": "示例：第一个标签页。"})
    page = text(tab.get(REVIEW))
    assert "第二个标签页" in page
    assert "第一个标签页" in page
    assert ComplaintDraft.objects.count() == 1


def test_a_page_that_saves_by_itself_gets_a_short_answer(phone: Client) -> None:
    answer = phone.post(f"{NEW}account/", {"account": "示例：写到一半"}, headers={"X-Autosave": "1"})
    assert json.loads(answer.content)["message"]
    assert "写到一半" in text(phone.get(f"{NEW}account/"))


def test_a_draft_lives_a_day_is_sealed_and_can_be_dropped(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution)
    stored = bytes(ComplaintDraft.objects.get().payload.blob)
    assert IDENTITY.encode() not in stored
    key = phone.cookies[cookie.NAME].value
    assert key.encode() not in bytes(ComplaintDraft.objects.get().key_digest)
    with time_machine.travel("2026-11-26 10:01+08:00", tick=False):
        assert "示例投诉人乙" not in text(phone.get(REVIEW))
        assert clear_expired() == 1
    phone.post(f"{NEW}account/", {"account": "示例"})
    phone.post(f"{NEW}discard/")
    assert not ComplaintDraft.objects.exists()


def test_a_new_complaint_can_be_begun_after_one_was_sent(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution)
    send(phone)
    fill_in(phone, cast.jinan_institution)
    send(phone)
    assert list(Complaint.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2]


def test_a_network_that_sends_too_many_is_stopped_and_keeps_what_it_wrote(
    phone: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST", 1)
    fill_in(phone, cast.jinan_institution)
    send(phone)
    other = Client()
    fill_in(other, cast.jinan_institution)
    assert send(other).status_code == 422
    assert Complaint.objects.count() == 1
    assert "示例投诉人乙" in text(other.get(REVIEW))
    assert send(phone).headers["Location"] == RECEIPT, "a repetition is not counted"


def test_late_complaints_are_warned_and_taken(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution, known_on_0="2022")
    assert "pt-note--zhe" in text(phone.get(REVIEW))
    send(phone)
    assert Event.objects.get(kind="complaint.filed").content["facts"]["findings"] == ["too_late"]


def test_somebody_of_the_staff_complains_as_a_visitor(cast: Cast, sign_in: Any) -> None:
    client = sign_in("jinan_clerk")
    fill_in(client, cast.jinan_institution)
    send(client)
    assert Event.objects.get(kind="complaint.filed").actor == "visitor"


def test_the_receipt_shows_the_code_for_an_hour_and_to_this_browser_alone(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution)
    send(phone)
    code = code_on(phone)
    assert Client().get(RECEIPT).headers["Location"] == NEW
    with time_machine.travel(Complaint.objects.get().recorded_at + timedelta(minutes=61), tick=False):
        assert phone.get(RECEIPT).headers["Location"] == FOLLOW
    number = Complaint.objects.get().number
    page = text(Client().post(FOLLOW, {"number": number, "code": code}))
    assert "pt-clock" in page
    done = phone.post(f"{RECEIPT}done/")
    assert "pt-clock" in text(done)
    assert done.cookies[cookie.NAME].value == ""


@pytest.mark.django_db(transaction=True)
def test_eight_sendings_of_one_draft_make_one_complaint(phone: Client, cast: Cast) -> None:
    fill_in(phone, cast.jinan_institution)
    key = phone.cookies[cookie.NAME].value

    def press() -> str:
        client = Client()
        client.cookies[cookie.NAME] = key
        return str(send(client).headers.get("Location"))

    assert race(press) == [RECEIPT] * RACERS
    assert Complaint.objects.count() == 1


def test_a_made_up_key_is_nobodys_draft(cast: Cast) -> None:
    make_complaint(cast.jinan_institution)
    client = Client()
    for key in ("short", "x" * 43, "\0" * 43, "é" * 43):
        client.cookies[cookie.NAME] = key
        assert client.get(RECEIPT).status_code == 302
        assert client.get(NEW).status_code == 200
