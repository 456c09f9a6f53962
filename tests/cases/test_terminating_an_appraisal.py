"""Terminating: on a ground of either source, once, with a notice; the clock stops and the figures follow."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.actions.terminating import NOTICE_JOB, terminate
from cases.actions.writing_papers import write_termination_notice
from cases.deadlines import clock_of
from cases.models import Case, Termination
from cases.termination.grounds import ground, items_of, offered
from foundation.accounts.models import Notice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from foundation.law.actions.amending import end
from foundation.law.models import Ground
from tests.documents.test_papers import text_of
from tests.factories.cases import make_case
from tests.people import Cast

SignIn = Callable[[str], Client]
TODAY = date(2026, 11, 25)
REASON = "示例：委托人来函撤销委托"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def ended(cast: Cast, case: Case, *, by: str = "jinan_clerk", **values: Any) -> Case:
    given: dict[str, Any] = {
        "version": case.trail_seq,
        "ground": "TZ29-4",
        "reason": REASON,
        "terminated_on": TODAY,
        "return_until": date(2026, 12, 9),
        **values,
    }
    return terminate(case.pk, by=cast.actor(by), **given)


def test_the_case_ends_on_the_day_given_and_its_clock_stops(cast: Cast) -> None:
    case = make_case(cast.jinan_institution)
    ended(cast, case, terminated_on=date(2026, 11, 24))
    case.refresh_from_db()
    assert (case.state, case.terminated_on) == ("terminated", date(2026, 11, 24))
    assert clock_of(case, date(2026, 12, 31)).stopped_on == date(2026, 11, 24)
    row = Termination.objects.get(case=case)
    assert (row.ground, row.reason, row.return_until) == ("TZ29-4", REASON, date(2026, 12, 9))
    event = Event.objects.get(stream=case.stream, kind="cases.terminate")
    assert event.content["facts"]["ground"] == "TZ29-4" and event.content["reason"] == REASON
    assert OutboxMessage.objects.filter(topic=NOTICE_JOB).count() == 1
    assert verify(case.stream).sound


def test_a_ground_of_both_sources_is_offered_once_and_cites_the_item_of_each(cast: Cast) -> None:
    force_majeure = ground("SD36-7", TODAY)
    assert force_majeure is not None and force_majeure == ground("TZ29-5", TODAY)
    assert items_of(force_majeure) == ["司法鉴定程序通则第二十九条第五项", "山东省司法鉴定条例第三十六条第七项"]
    assert len(offered(TODAY)) == 13
    case = make_case(cast.jinan_institution)
    ended(cast, case, ground="SD36-7", reason="示例：洪水损毁检材库")
    assert Termination.objects.get().ground == "TZ29-5"


def test_the_ground_is_that_of_the_day_of_the_decision(cast: Cast) -> None:
    case, later = make_case(cast.jinan_institution), make_case(cast.jinan_institution)
    row = Ground.objects.get(code="TZ29-4")
    end(row, by=SYSTEM, last_day=date(2026, 11, 24), reason="示例废止", version=row.trail_seq)
    assert {finding.field for finding in refusals(cast, later)} == {"ground"}
    ended(cast, case, terminated_on=date(2026, 11, 24))
    case.refresh_from_db()
    assert case.state == "terminated"
    assert write_termination_notice(case.pk)


def refusals(cast: Cast, case: Case) -> list[Any]:
    with pytest.raises(RuleBroken) as broken:
        ended(cast, case)
    return list(broken.value.findings)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ground": "TZ15-1"}, "ground"),
        ({"reason": " "}, "reason"),
        ({"ground": "TZ29-1", "reason": "示例：材料不真实"}, "reason"),
        ({"terminated_on": date(2026, 11, 26)}, "terminated_on"),
        ({"terminated_on": date(2026, 10, 11)}, "terminated_on"),
        ({"return_until": date(2026, 11, 24)}, "return_until"),
    ],
)
def test_what_is_missing_or_impossible_is_said_beside_its_field(cast: Cast, values: Any, field: str) -> None:
    case = make_case(cast.jinan_institution)
    with pytest.raises(RuleBroken) as broken:
        ended(cast, case, **values)
    assert [finding.field for finding in broken.value.findings] == [field]
    assert not Termination.objects.exists()


def test_the_ground_of_article_15_names_its_item(cast: Cast) -> None:
    case = make_case(cast.jinan_institution)
    ended(cast, case, ground="TZ29-1", reason="示例：属于第十五条第二项，检材来源不明")
    assert Termination.objects.exists()


def test_a_suspended_case_can_be_terminated_and_a_closed_one_cannot(cast: Cast) -> None:
    ended(cast, make_case(cast.jinan_institution, state="suspended"))
    issued = make_case(cast.jinan_institution, issued_on=date(2026, 11, 2))
    with pytest.raises(RuleBroken):
        ended(cast, issued)


@pytest.mark.parametrize("who", ["qingdao_clerk", "jinan", "province", "appraiser", "auditor"])
def test_only_the_institution_terminates(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        ended(cast, make_case(cast.jinan_institution), by=who)


def test_the_notice_is_one_paper_and_who_decided_is_told(cast: Cast) -> None:
    case = make_case(cast.jinan_institution, matter="人体损伤程度鉴定")
    ended(cast, case, ground="TZ29-5", reason="示例：洪水损毁检材库")
    assert (write_termination_notice(case.pk), write_termination_notice(case.pk)) == (True, False)
    text = text_of(content_of(StoredFile.objects.belonging_to(case.stream).get()))
    assert set("终止鉴定告知书济南示例区人民法院人体损伤程度不可抗力洪水损毁检材库退还手续") <= set(text)
    assert Notice.objects.get(kind="termination_notice_ready").user == cast.jinan_clerk.user


def test_the_page_leads_from_the_case_to_its_end(cast: Cast, sign_in: SignIn) -> None:
    case, client = make_case(cast.jinan_institution), sign_in("jinan_clerk")
    address = reverse("case_terminate", args=[case.pk])
    assert address in client.get(case.get_absolute_url()).content.decode()
    data = {"version": case.trail_seq, "ground": "TZ29-4", "reason": REASON, "terminated_on": "2026-11-25"}
    missing = client.post(address, {**data, "return_until": ""})
    assert missing.status_code == 422 and REASON in missing.content.decode()
    page = client.post(address, {**data, "return_until": "2026-12-09"}, follow=True).content.decode()
    assert "委托人主动撤销鉴定委托" in page and REASON in page and "2026年12月9日" in page
    assert client.post(address, {**data, "return_until": "2026-12-09"}).status_code == 409
    assert "本案已经办结" in client.get(address).content.decode()
    assert sign_in("qingdao_clerk").get(address).status_code == 404
    assert sign_in("jinan").get(address).status_code == 403


def test_a_stale_version_changes_nothing(cast: Cast) -> None:
    case = make_case(cast.jinan_institution)
    with pytest.raises(StaleState):
        ended(cast, case, version=case.trail_seq + 1)
