"""Accepting: the gate holds, the number follows without a gap, the case begins with its clock and its letter."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from cases.actions.accepting import accept
from cases.actions.agreeing import LETTER_JOB
from cases.actions.deciding import refuse
from cases.actions.writing_agreements import write_agreement
from cases.deadlines import decision_clock
from cases.models import Case, Entrustment, NumberSeries, Subject
from foundation.accounts.models import Notice
from foundation.accounts.sealing import blind_index
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from tests.documents.test_papers import text_of
from tests.factories.agreements import GIVEN, make_terms
from tests.factories.cases import make_case
from tests.factories.entrustments import IDENTITY, make_appraiser, make_entrustment
from tests.people import Cast

SignIn = Callable[[str], Client]
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        with transaction.atomic():
            for _each in range(3):
                make_appraiser(cast.jinan_institution)
        yield


def accepted(cast: Cast, row: Entrustment, **values: Any) -> Case:
    given = {"version": row.trail_seq, "effective_on": TODAY, "terms": make_terms(), **values}
    return accept(row.pk, by=cast.actor("jinan_clerk"), **given)


def serial(case: Case) -> int:
    found = re.search(r"第(\d+)号", case.case_number)
    assert found is not None
    return int(found[1])


def test_the_case_has_key_stream_subjects_and_clock_of_the_entrustment(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    case = accepted(cast, row, effective_on=date(2026, 11, 24))
    case.refresh_from_db()
    row.refresh_from_db()
    assert (row.state, row.accepted_on) == ("accepted", TODAY)
    assert (case.pk, case.stream, case.code, case.state) == (row.pk, row.stream, row.code, "in_progress")
    assert case.case_number == f"{cast.jinan_institution.abbreviation}鉴〔2026〕临鉴字第1号"
    assert (case.received_on, case.accepted_on, case.effective_on) == (row.received_on, TODAY, date(2026, 11, 24))
    assert case.due_on == date(2027, 1, 6)  # thirty working days, New Year's Day between
    assert decision_clock(row, date(2026, 12, 24)).stopped_on == TODAY
    (subject,) = Subject.objects.filter(case=case)
    assert subject.identity_number is not None and subject.identity_number.reveal() == IDENTITY
    assert subject.name is not None and subject.name.reveal() == "示例当事人甲"
    assert bytes(subject.identity_index or b"") == blind_index(IDENTITY)
    event = Event.objects.get(stream=row.stream, seq=2)
    assert (event.kind, event.content["facts"]["case_number"]) == ("cases.accept_entrustment", case.case_number)
    assert OutboxMessage.objects.filter(topic=LETTER_JOB).count() == 1
    assert verify().sound


def test_numbers_follow_each_other_by_category_and_a_refused_attempt_leaves_no_gap(cast: Cast) -> None:
    first = accepted(cast, make_entrustment(cast.jinan_institution))
    with pytest.raises(RuleBroken):
        accepted(cast, make_entrustment(cast.jinan_institution), effective_on=date(2026, 11, 26))
    with pytest.raises(RuleBroken):
        accepted(cast, make_entrustment(cast.jinan_institution, purpose=""))
    second = accepted(cast, make_entrustment(cast.jinan_institution))
    assert [serial(first), serial(second)] == [1, 2]
    assert NumberSeries.objects.get().last == 2


def test_the_series_goes_on_after_the_numbers_of_a_ledger(cast: Cast) -> None:
    number = f"{cast.jinan_institution.abbreviation}鉴〔2026〕临鉴字第{{}}号"
    make_case(cast.jinan_institution, case_number=number.format(41), number_key=key_of(number.format(41)))
    assert serial(accepted(cast, make_entrustment(cast.jinan_institution))) == 42
    make_case(cast.jinan_institution, case_number=number.format(43), number_key=key_of(number.format(43)))
    assert serial(accepted(cast, make_entrustment(cast.jinan_institution))) == 44


def key_of(number: str) -> str:
    from foundation.exchange.cells.identifiers import case_number_key

    return case_number_key(number)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"category": "WZ-01"}, "outside_scope"),
        ({"purpose": ""}, "purpose_missing"),
        ({"facts": ""}, "facts_missing"),
        ({"materials": ()}, "materials_missing"),
    ],
)
def test_what_the_gate_finds_stops_the_acceptance(cast: Cast, values: Any, code: str) -> None:
    row = make_entrustment(cast.jinan_institution, **values)
    with pytest.raises(RuleBroken) as broken:
        accepted(cast, row, reason="示例：仍要受理")
    assert code in {finding.code for finding in broken.value.findings}
    assert not Case.objects.exists() and not NumberSeries.objects.exists()


def test_the_same_matter_elsewhere_asks_for_a_reason_that_is_kept(cast: Cast) -> None:
    make_entrustment(cast.qingdao_institution, client_reference="（2026）示例01民初99号")
    row = make_entrustment(cast.jinan_institution, client_reference="（2026）示例01民初99号")
    with pytest.raises(RuleBroken) as broken:
        accepted(cast, row)
    assert {finding.field for finding in broken.value.findings} == {"reason"}
    accepted(cast, row, reason="示例：委托人书面确认另一委托已撤回")
    event = Event.objects.get(stream=row.stream, seq=2)
    assert event.content["facts"]["overridden"] == ["filed_elsewhere"]


def test_an_accepted_matter_still_bars_another_institution(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution, client_reference="（2026）示例01民初98号")
    accepted(cast, row)
    assert Entrustment.objects.with_reference(row.reference_key, "FY-02").get() == row


@pytest.mark.parametrize("day", [date(2026, 11, 26), date(2026, 11, 19)])
def test_the_letter_takes_effect_between_receipt_and_today(cast: Cast, day: date) -> None:
    with pytest.raises(RuleBroken) as broken:
        accepted(cast, make_entrustment(cast.jinan_institution), effective_on=day)
    assert {finding.field for finding in broken.value.findings} == {"effective_on"}


@pytest.mark.parametrize("who", ["qingdao_clerk", "jinan", "province", "appraiser"])
def test_only_the_institution_accepts(cast: Cast, who: str) -> None:
    row = make_entrustment(cast.jinan_institution)
    with pytest.raises(NotAllowed):
        accept(row.pk, by=cast.actor(who), version=row.trail_seq, effective_on=TODAY, terms=make_terms())
    assert not NumberSeries.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_accept_or_refuse_at_once_one_does(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    clerk, outcomes, ready = cast.actor("jinan_clerk"), [], threading.Barrier(8)

    def race(number: int) -> None:
        ready.wait()
        try:
            if number % 2:
                accept(row.pk, by=clerk, version=row.trail_seq, effective_on=TODAY, terms=make_terms())
            else:
                refuse(row.pk, by=clerk, version=row.trail_seq, ground="TZ15-5", reason="示例：设备条件不足")
            outcomes.append("done")
        except (RuleBroken, StaleState) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connections.close_all()

    run_all(race)
    assert sorted(outcomes) == ["StaleState"] * 7 + ["done"]
    row.refresh_from_db()
    assert Case.objects.count() == (1 if row.state == "accepted" else 0)


@pytest.mark.django_db(transaction=True)
def test_eight_acceptances_at_once_have_eight_numbers_without_a_gap(cast: Cast) -> None:
    rows = [make_entrustment(cast.jinan_institution) for _each in range(8)]
    ready = threading.Barrier(8)

    def race(number: int) -> None:
        ready.wait()
        try:
            accepted(cast, rows[number])
        finally:
            connections.close_all()

    run_all(race)
    assert sorted(serial(case) for case in Case.objects.all()) == list(range(1, 9))


def run_all(race: Callable[[int], None]) -> None:
    racers = [threading.Thread(target=race, args=(number,)) for number in range(8)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()


def test_the_letter_is_one_paper_and_who_accepted_is_told(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    case = accepted(cast, row)
    letter_pk = case.agreements.get().pk
    assert (write_agreement(letter_pk), write_agreement(letter_pk)) == (True, False)
    letter = StoredFile.objects.belonging_to(case.stream).get()
    text = text_of(content_of(letter))
    assert set("司法鉴定委托书济南示例区人民法院人体残疾等级民事诉讼交通事故当事人甲病历资料时限") <= set(text)
    assert Notice.objects.get(kind="agreement_ready").user == cast.jinan_clerk.user


def test_the_page_leads_from_the_gate_to_the_case(cast: Cast, sign_in: SignIn) -> None:
    row, barred = make_entrustment(cast.jinan_institution), make_entrustment(cast.jinan_institution, purpose="")
    client = sign_in("jinan_clerk")
    page = client.get(reverse("entrustment_accept", args=[barred.pk])).content.decode()
    assert "未写明鉴定用途" in page and "存在上述情形时不能受理" in page and "btn-primary" not in page
    address = reverse("entrustment_accept", args=[row.pk])
    data = {"version": str(row.trail_seq), "effective_on": "2026-11-25", "reason": "", **GIVEN, "risks_told": "on"}
    assert client.post(address, {**data, "effective_on": "2026-12-25"}).status_code == 422
    page = client.post(address, data, follow=True).content.decode()
    case = Case.objects.get()
    assert case.case_number in page and case.get_absolute_url() in page
    assert client.post(address, data).status_code == 409
    assert client.get(case.get_absolute_url()).status_code == 200
    assert sign_in("qingdao_clerk").get(address).status_code == 404
    assert sign_in("jinan").get(address).status_code == 403
