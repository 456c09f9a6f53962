"""Refusing: on a legal ground, with a reason, once; the notice follows, the clock stops, nothing is counted."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse

from cases.actions.deciding import NOTICE_JOB, refuse
from cases.actions.writing_papers import write_refusal_notice
from cases.deadlines import decision_clock
from cases.models import Case, Entrustment
from cases.purposes import REFUSAL_NOTICE
from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from tests.documents.test_papers import text_of
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.standing import make_scope
from tests.people import Cast
from tests.workers import carried_out

SignIn = Callable[[str], Client]
REASON = "示例：委托鉴定的项目不在本机构登记的业务范围内"


@pytest.fixture(autouse=True)
def frozen(request: pytest.FixtureRequest) -> Iterator[None]:
    if "worker" in request.fixturenames:
        yield
        return
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def refused(cast: Cast, row: Entrustment, **values: Any) -> Entrustment:
    given = {"version": row.trail_seq, "ground": "TZ15-1", "reason": REASON, **values}
    return refuse(row.pk, by=cast.actor("jinan_clerk"), **given)


def test_a_refusal_keeps_ground_and_reason_and_stops_the_clock(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    done = refused(cast, row)
    done.refresh_from_db()
    assert (done.state, done.refused_on, done.refusal_ground) == ("refused", date(2026, 11, 25), "TZ15-1")
    assert done.refusal_reason == REASON
    assert decision_clock(done, date(2026, 12, 24)).stopped_on == date(2026, 11, 25)
    event = Event.objects.get(stream=row.stream, seq=2)
    assert (event.kind, event.content["reason"]) == ("cases.refuse_entrustment", REASON)
    assert event.content["facts"]["article"] == "司法鉴定程序通则第十五条、第十七条"
    assert (event.content["facts"]["ground"], event.content["facts"]["late"]) == ("TZ15-1", False)
    assert OutboxMessage.objects.get(topic=NOTICE_JOB).payload == {"entrustment": str(row.pk)}
    assert not Case.objects.exists()
    assert verify().sound


def test_the_same_ground_by_its_provincial_code_is_kept_once(cast: Cast) -> None:
    assert refused(cast, make_entrustment(cast.jinan_institution), ground="SD30-1").refusal_ground == "TZ15-1"


def test_a_late_refusal_is_possible_and_says_that_it_is_late(cast: Cast) -> None:
    row = refused(cast, make_entrustment(cast.jinan_institution, received_on=date(2026, 11, 10)))
    assert Event.objects.get(stream=row.stream, seq=2).content["facts"]["late"] is True


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ground": "TZ29-1"}, "ground"),
        ({"ground": ""}, "ground"),
        ({"reason": " "}, "reason"),
        ({"reason": "长" * 501}, "reason"),
        ({"reason": "有\0字"}, "reason"),
        ({"ground": "TZ15-7", "reason": "其他情形"}, "reason"),
    ],
)
def test_without_a_ground_in_force_or_a_reason_nothing_is_refused(cast: Cast, wrong: Any, field: str) -> None:
    row = make_entrustment(cast.jinan_institution)
    with pytest.raises(RuleBroken) as broken:
        refused(cast, row, **wrong)
    assert {finding.field for finding in broken.value.findings} == {field}
    row.refresh_from_db()
    assert row.state == "received" and not OutboxMessage.objects.filter(topic=NOTICE_JOB).exists()


def test_the_ground_of_other_provisions_needs_the_article(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    assert refused(cast, row, ground="SD30-8", reason="依照示例规定第十二条不得受理").refusal_ground == "TZ15-7"


@pytest.mark.parametrize(
    ("items", "refusable"), [(["FY-0203"], True), (["FY-02"], False), (["FY-0203", "FY-0202"], False)]
)
def test_what_the_licence_lists_is_not_refused_as_outside_the_scope(
    cast: Cast, items: list[str], refusable: bool
) -> None:
    make_scope(cast.jinan_institution, *items, by=cast.actor("jinan"))
    row = make_entrustment(cast.jinan_institution, category="FY-0202")
    if refusable:
        assert refused(cast, row).refusal_ground == "TZ15-1"
        return
    with pytest.raises(RuleBroken) as broken:
        refused(cast, row)
    (finding,) = broken.value.findings
    assert (finding.code, finding.field) == ("within_scope", "ground") and "第十五条" in finding.article
    assert refused(cast, row, ground="TZ15-5").refusal_ground == "TZ15-5"


@pytest.mark.parametrize("who", ["qingdao_clerk", "jinan", "province", "appraiser", "administrator"])
def test_only_the_institution_refuses(cast: Cast, who: str) -> None:
    row = make_entrustment(cast.jinan_institution)
    with pytest.raises(NotAllowed):
        refuse(row.pk, by=cast.actor(who), version=row.trail_seq, ground="TZ15-1", reason=REASON)


def test_what_is_decided_is_not_decided_again(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    with pytest.raises(StaleState):
        refused(cast, row, version=row.trail_seq + 1)
    done = refused(cast, row)
    with pytest.raises(RuleBroken):
        refused(cast, done)


def test_a_refused_entrustment_does_not_bar_the_same_matter_elsewhere(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution, client_reference="（2026）示例01民初77号")
    assert Entrustment.objects.with_reference(row.reference_key, "FY-02").exists()
    refused(cast, row)
    assert not Entrustment.objects.with_reference(row.reference_key, "FY-02").exists()


def test_the_notice_is_one_paper_with_client_ground_reason_and_materials(cast: Cast) -> None:
    row = refused(cast, make_entrustment(cast.jinan_institution, by=cast.actor("jinan_clerk")))
    assert write_refusal_notice(row.pk) is True
    assert write_refusal_notice(row.pk) is False
    notice = StoredFile.objects.belonging_to(row.stream).get()
    assert (notice.purpose, notice.kind, notice.organisation_id) == (
        REFUSAL_NOTICE.code, "pdf", cast.jinan_institution.pk,
    )  # fmt: skip
    text = text_of(content_of(notice))
    assert set("不予受理通知书济南示例区人民法院超出业务范围理由退还病历资料第十五条山东省条例三") <= set(text)
    told = Notice.objects.get(user=cast.jinan_clerk.user, kind="refusal_notice_ready")
    assert (told.params, told.link) == ({"code": row.code}, row.get_absolute_url())
    assert verify().sound


def test_no_notice_is_written_for_what_is_not_refused(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    assert write_refusal_notice(row.pk) is False
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_writes_the_notice(cast: Cast, worker: object) -> None:
    row = refused(cast, make_entrustment(cast.jinan_institution))
    carried_out(lambda: StoredFile.objects.belonging_to(row.stream).exists(), seconds=40)
    assert Notice.objects.filter(kind="refusal_notice_ready").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_decide_at_once_one_does(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    actors = [cast.actor(name) for name in ("jinan_clerk", "jinan_head")] * 4
    outcomes: list[str] = []
    ready = threading.Barrier(8)

    def race(number: int) -> None:
        ready.wait()
        try:
            refuse(row.pk, by=actors[number], version=row.trail_seq, ground="TZ15-1", reason=REASON)
            outcomes.append("done")
        except (RuleBroken, StaleState) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connections.close_all()

    racers = [threading.Thread(target=race, args=(number,)) for number in range(8)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(outcomes) == ["StaleState"] * 7 + ["done"]
    assert Event.objects.filter(stream=row.stream, kind="cases.refuse_entrustment").count() == 1
    assert OutboxMessage.objects.filter(topic=NOTICE_JOB).count() == 1


def test_the_page_offers_every_ground_once_with_its_articles(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution)
    address = reverse("entrustment_refuse", args=[row.pk])
    page = sign_in("jinan_clerk").get(address).content.decode()
    assert page.count("超出本机构司法鉴定业务范围") == 1 and "第三十条" in page
    assert page.count('type="radio"') == 9  # seven of the general rules and two that only the province has
    assert "具备该类别执业资格的鉴定人不足二人" in page
    for _each in range(3):
        make_appraiser(cast.jinan_institution)
    assert "符合条件的应当受理" in sign_in("jinan_clerk").get(address).content.decode()
    for stranger in ("jinan", "appraiser"):
        assert sign_in(stranger).get(address).status_code == 403
    assert sign_in("qingdao_clerk").get(address).status_code == 404


def test_what_was_typed_stays_when_something_is_missing(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution)
    client, address = sign_in("jinan_clerk"), reverse("entrustment_refuse", args=[row.pk])
    answer = client.post(address, {"reason": REASON, "version": str(row.trail_seq)})
    page = answer.content.decode()
    assert answer.status_code == 422 and REASON in page and 'href="#id_ground' in page
    for version in ("x", "9" * 40, "-1"):
        answer = client.post(address, {"ground": "TZ15-1", "reason": REASON, "version": version})
        assert answer.status_code == 422, version


@pytest.mark.parametrize("act", ["refuse", "accept", "withdraw"])
def test_who_comes_after_the_decision_is_led_to_what_was_decided(cast: Cast, sign_in: SignIn, act: str) -> None:
    row = make_entrustment(cast.jinan_institution)
    refuse(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, ground="TZ15-5", reason="设备不具备")
    answer = sign_in("jinan_clerk").get(f"{row.get_absolute_url()}{act}/", follow=True)
    assert answer.redirect_chain == [(row.get_absolute_url(), 302)]
    assert "该委托已不在待决定状态。" in answer.content.decode()


def test_the_page_of_the_entrustment_shows_refusal_and_notice(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution)
    client, address = sign_in("jinan_clerk"), reverse("entrustment_refuse", args=[row.pk])
    data = {"ground": "TZ15-1", "reason": REASON, "version": str(row.trail_seq)}
    page = client.post(address, data, follow=True).content.decode()
    assert "不予受理决定已登记" in page and REASON in page and "正在制作" in page
    write_refusal_notice(row.pk)
    page = client.get(row.get_absolute_url()).content.decode()
    notice = StoredFile.objects.belonging_to(row.stream).get()
    assert notice.get_absolute_url() in page
    answer = client.get(notice.get_absolute_url())
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
    assert Event.objects.filter(stream=notice.stream, kind="file.handed_out").exists()
    assert client.post(address, data).status_code == 409
    trail = client.get(reverse("entrustment_trail", args=[row.pk])).content.decode()
    assert "超出本机构司法鉴定业务范围" in trail
