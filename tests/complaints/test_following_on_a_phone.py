"""Number and code open the progress; the supplement goes in writing; after half an hour both are asked again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from complaints.actions.deciding import accept, refuse
from complaints.actions.filing import Filed
from complaints.actions.supplementing import answer_supplement, ask_supplement
from complaints.complaining import Complaining
from complaints.letters import to_complainant
from complaints.models import Complaint, SupplementRequest
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.complaints.investigations import write_waiting_letters
from tests.factories.complaints import make_complaint
from tests.people import Cast
from tests.races.kit import RACERS, race

FOLLOW = "/complain/follow/"
LETTER = "/complain/follow/letter/"
SUPPLEMENT = "/complain/follow/supplement/"
TEXT = "示例：现补交缴费凭证的编号。"


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def filed(cast: Cast) -> Filed:
    return make_complaint(cast.jinan_institution)


@pytest.fixture
def asked(cast: Cast, filed: Filed) -> Filed:
    ask_supplement(
        filed.complaint.pk,
        by=cast.actor("jinan"),
        version=1,
        asked_for="示例：缴费凭证。",
        answer_by=date(2026, 12, 10),
    )
    return filed


def followed(filed: Filed) -> Any:
    return Client().post(FOLLOW, {"number": filed.complaint.number, "code": filed.follow_code})


def supplemented(filed: Filed, text: str = TEXT) -> Any:
    return Client().post(SUPPLEMENT, {"pass": followed(filed).context["pass"], "text": text})


def test_number_and_code_open_the_progress_with_the_clock_of_the_officers(filed: Filed) -> None:
    page = followed(filed).content.decode()
    assert "12月4日" in page
    assert "山东省司法鉴定条例第四十七条" in page
    assert "待核" not in page.split("<footer")[0], "this article was seen"


def test_letters_are_handed_out_to_who_shows_number_and_code_and_recorded(cast: Cast, filed: Filed) -> None:
    accept(filed.complaint.pk, by=cast.actor("jinan"), version=1)
    write_waiting_letters()
    page = followed(filed)
    letter = to_complainant(filed.complaint)[0]
    assert "投诉受理" in page.content.decode() and str(letter.pk) in page.content.decode()
    answer = Client().post(LETTER, {"pass": page.context["pass"], "letter": str(letter.pk)})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"".join(answer).startswith(b"%PDF")
    assert Event.objects.get(stream=letter.stream, kind="file.handed_out").actor == "complainant"


def test_a_letter_of_somebody_elses_complaint_or_without_number_and_code_stays_shut(cast: Cast, filed: Filed) -> None:
    accept(filed.complaint.pk, by=cast.actor("jinan"), version=1)
    write_waiting_letters()
    letter = to_complainant(filed.complaint)[0]
    own = followed(make_complaint(cast.jinan_institution)).context["pass"]
    for given in ({"pass": own}, {"pass": "示例"}, {}):
        answer = Client().post(LETTER, {**given, "letter": str(letter.pk)})
        assert answer.headers["Content-Type"].startswith("text/html"), given
    assert not Event.objects.filter(stream=letter.stream, kind="file.handed_out").exists()


def test_an_article_known_from_memory_carries_its_mark(cast: Cast, filed: Filed) -> None:
    accept(filed.complaint.pk, by=cast.actor("jinan"), version=1)
    page = followed(filed).content.decode()
    assert "司法鉴定执业活动投诉处理办法第二十五条" in page
    assert "待核" in page


def test_a_refusal_is_told_with_its_ground_and_what_can_be_done_against_it(cast: Cast, filed: Filed) -> None:
    refuse(filed.complaint.pk, by=cast.actor("jinan"), version=1, ground="TS15-3", reason="示例：仅对意见有异议")
    page = followed(filed).content.decode()
    assert "仅对鉴定意见有异议的" in page
    assert "60日内申请行政复议" in page
    assert "示例：仅对意见有异议" not in page, "the reason stands in the letter"


def test_wrong_words_are_answered_beside_the_field_and_stay(filed: Filed) -> None:
    answer = Client().post(FOLLOW, {"number": filed.complaint.number, "code": "0000"})
    assert answer.status_code == 422
    assert 'id="id_number_error"' in answer.content.decode()
    assert filed.complaint.number in answer.content.decode()


def test_the_supplement_goes_in_writing_and_the_clock_goes_on(asked: Filed) -> None:
    assert "示例：缴费凭证。" in followed(asked).content.decode()
    answer = supplemented(asked)
    assert answer.status_code == 200
    row = Complaint.objects.get()
    request = SupplementRequest.objects.get()
    assert (row.state, request.answered_on) == ("received", date(2026, 11, 25))
    assert row.due_on == date(2026, 12, 4)
    assert request.answer is not None and request.answer.reveal() == TEXT
    event = Event.objects.get(stream=row.stream, seq=3)
    assert event.actor == "complainant"
    assert "凭证" not in bytes(event.body or b"").decode()
    assert verify().sound


def test_a_supplement_is_sent_once_and_never_empty(asked: Filed) -> None:
    empty = supplemented(asked, " ")
    assert empty.status_code == 422
    assert 'id="id_text_error"' in empty.content.decode()
    old = followed(asked).context["pass"]
    assert supplemented(asked).status_code == 200
    again = Client().post(SUPPLEMENT, {"pass": old, "text": "示例：又一次。"})
    assert again.status_code == 422
    assert "示例：又一次。" in again.content.decode()


def test_after_half_an_hour_number_and_code_are_asked_again_and_the_text_stays(asked: Filed) -> None:
    old = followed(asked).context["pass"]
    with time_machine.travel("2026-11-25 10:31+08:00", tick=False):
        answer = Client().post(SUPPLEMENT, {"pass": old, "text": TEXT})
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    for made_up in ("", "x", f"{old}x", "\0"):
        assert Client().post(SUPPLEMENT, {"pass": made_up, "text": TEXT}).status_code == 422
    assert Complaint.objects.get().state == "awaiting"


def test_a_complainant_acts_for_the_own_complaint_alone(cast: Cast, asked: Filed) -> None:
    other = make_complaint(cast.qingdao_institution).complaint
    with pytest.raises(NotAllowed):
        answer_supplement(asked.complaint.pk, by=Complaining(other.pk), text=TEXT)
    with pytest.raises(RuleBroken):
        answer_supplement(other.pk, by=Complaining(other.pk), text=TEXT)


@pytest.mark.django_db(transaction=True)
def test_eight_sendings_of_a_supplement_are_one(asked: Filed) -> None:
    pk = asked.complaint.pk
    answers = race(lambda: answer_supplement(pk, by=Complaining(pk), text=TEXT))
    assert sum(isinstance(answer, RuleBroken) for answer in answers) == RACERS - 1
    assert Event.objects.filter(stream=asked.complaint.stream, kind="complaints.record_supplement").count() == 1
