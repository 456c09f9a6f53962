"""The process record: made as the work is done, by the appraisers, never changed, its texts under seal."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.actions.recording import open_texts, record
from cases.models import Case, ProcessEntry
from cases.undoing import _worked_on
from foundation.accounts.acting import PostedActor
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.factories.assignments import make_assignment, make_posted_appraiser
from tests.factories.cases import make_case
from tests.people import Cast, give_second_factor
from tests.races.kit import race

SignIn = Callable[[str], Client]
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
TEXT = "示例：右肩外展活动度78度，量角器测量三次"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.jinan_institution)


@pytest.fixture
def own(cast: Cast, case: Case) -> PostedActor:
    appraiser, posting = make_posted_appraiser("甲", cast.jinan_institution)
    make_assignment(case, appraiser)
    return PostedActor(posting.user, posting)


def recorded(case: Case, by: PostedActor, **values: Any) -> ProcessEntry:
    given = {"kind": "GC-7", "happened_at": NOW, "text": TEXT, **values}
    return record(case.pk, by=by, **given)


def test_an_entry_is_sealed_numbered_and_in_the_trail_without_its_text(case: Case, own: PostedActor) -> None:
    entry = recorded(case, own)
    assert (entry.number, recorded(case, own).number) == (1, 2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM cases_processentry WHERE id = %s", [entry.pk])
        assert TEXT.encode() not in bytes(cursor.fetchone()[0])
    event = Event.objects.filter(stream=case.stream, kind="cases.record_process").earliest("seq")
    assert TEXT not in str(event.content) and event.content["facts"]["kind"] == "GC-7"
    assert verify().sound
    assert Case.objects.filter(_worked_on(), pk=case.pk).exists(), "an import with a record is not undone"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"happened_at": datetime(2026, 11, 25, 10, 1, tzinfo=ZONE)}, "happened_at"),
        ({"happened_at": datetime(2026, 10, 11, 23, 59, tzinfo=ZONE)}, "happened_at"),
        ({"kind": "GC-99"}, "kind"),
        ({"text": " "}, "text"),
        ({"text": "\0" * 5}, "text"),
        ({"text": "示" * 4001}, "text"),
        ({"counters": 7}, "counters"),
    ],
)
def test_what_cannot_have_been_is_not_recorded(
    case: Case, own: PostedActor, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        recorded(case, own, **values)
    assert {finding.field for finding in refusal.value.findings} == {field}
    assert not ProcessEntry.objects.exists()


def test_a_wrong_entry_is_countered_once_and_stays(case: Case, own: PostedActor) -> None:
    wrong = recorded(case, own)
    right = recorded(case, own, text="示例：应为68度，录入笔误", counters=1)
    assert right.counters == wrong
    with pytest.raises(RuleBroken):
        recorded(case, own, counters=1)
    wrong.refresh_from_db()
    assert wrong.text is not None and wrong.text.reveal() == TEXT


def test_others_of_the_institution_record_custody_only(cast: Cast, case: Case) -> None:
    clerk = cast.actor("jinan_clerk")
    with pytest.raises(RuleBroken) as refusal:
        recorded(case, clerk)
    assert [finding.code for finding in refusal.value.findings] == ["not_an_appraiser"]
    assert recorded(case, clerk, kind="GC-1").appraiser is None
    for who in ("jinan", "qingdao_clerk", "jinan_head", "appraiser"):
        with pytest.raises(NotAllowed):
            recorded(case, cast.actor(who), kind="GC-1")


def test_who_has_not_declared_about_recusal_does_not_begin(cast: Cast, case: Case) -> None:
    appraiser, posting = make_posted_appraiser("乙", cast.jinan_institution)
    make_assignment(case, appraiser, declared=False)
    with pytest.raises(RuleBroken) as refusal:
        recorded(case, PostedActor(posting.user, posting))
    assert [finding.code for finding in refusal.value.findings] == ["not_declared"]


def test_the_texts_are_opened_for_a_reason_that_is_recorded_first(cast: Cast, case: Case, own: PostedActor) -> None:
    recorded(case, own)
    with pytest.raises(RuleBroken):
        open_texts(case, by=own, reason="")
    with pytest.raises(NotAllowed):
        open_texts(case, by=cast.actor("qingdao_clerk"), reason="示例：核对记录")
    assert not Event.objects.filter(kind="cases.reveal_subject").exists()
    assert open_texts(case, by=own, reason="示例：核对记录") == {1: TEXT}
    event = Event.objects.get(stream=case.stream, kind="cases.reveal_subject")
    assert event.content["facts"]["opened"] == ["process"]


@pytest.mark.django_db(transaction=True)
def test_eight_entries_at_once_have_eight_numbers(case: Case, own: PostedActor) -> None:
    race(lambda: recorded(case, own))
    assert sorted(ProcessEntry.objects.values_list("number", flat=True)) == list(range(1, 9))


def test_the_tab_shows_the_record_and_opens_it_once(cast: Cast, case: Case, own: PostedActor, sign_in: SignIn) -> None:
    give_second_factor(own.user)
    client = Client()
    client.force_login(own.user)
    new, tab = reverse("process_new", args=[case.pk]), reverse("case_process", args=[case.pk])
    data = {"kind": "GC-7", "day": "2026-11-23", "time": "09:30", "text": TEXT, "counters": ""}
    assert client.get(new).status_code == 200
    refused = client.post(new, {**data, "time": "25:00", "day": "x"})
    assert refused.status_code == 422 and TEXT in refused.content.decode()
    ahead = client.post(new, {**data, "day": "2026-11-26"})
    assert ahead.status_code == 422 and "该时间尚未到来" in ahead.content.decode()
    page = client.post(new, data, follow=True).content.decode()
    assert "第1条" in page and TEXT not in page
    assert re.search(r"事后\d+小时录入", page), "the database says when it was recorded"
    assert "1" in client.get(f"{new}?counters=1").content.decode()
    opening = reverse("case_process_open", args=[case.pk])
    assert client.post(opening, {"reason": ""}).status_code == 422
    assert TEXT in client.post(opening, {"reason": "示例：核对记录"}).content.decode()
    assert TEXT not in client.get(tab).content.decode()
    assert sign_in("jinan").get(tab).status_code == 200
    assert sign_in("qingdao_clerk").get(tab).status_code == 404
