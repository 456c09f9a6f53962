"""Filing: what a clerk may file, what is kept and how, what cannot be stored, and withdrawing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import transaction

from cases.actions.filing import file, withdraw
from cases.deadlines import decision_clock
from cases.entrustments.filing import MaterialGiven, SubjectGiven
from cases.models import EntrustedMaterial, EntrustedSubject, Entrustment
from foundation.accounts.sealing import blind_index
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.factories.entrustments import IDENTITY, make_entrustment, make_filing
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def fields_of(refused: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {finding.field for finding in refused.value.findings}


def test_a_clerk_files_for_the_own_institution_and_everything_is_kept(cast: Cast) -> None:
    filed = make_entrustment(
        cast.jinan_institution, cast.actor("jinan_clerk"), client_reference="（2026）示例01民初7号"
    )
    row = Entrustment.objects.get(pk=filed.pk)
    assert (row.state, row.city_code, row.county_code) == ("received", "370100", "370102")
    assert (row.practice_code, row.reference_key) == ("FY-02", "(2026)示例01民初7")
    assert (row.matter, row.purpose) == ("人体残疾等级鉴定", "民事诉讼")
    assert row.contact_phone is not None and row.contact_phone.reveal() == "0531-00000000"
    assert row.facts is not None and "交通事故" in row.facts.reveal()
    (subject,) = EntrustedSubject.objects.filter(entrustment=row)
    assert subject.identity_number is not None and subject.identity_number.reveal() == IDENTITY
    assert bytes(subject.identity_index or b"") == blind_index(IDENTITY)
    (material,) = EntrustedMaterial.objects.filter(entrustment=row)
    assert (material.name, material.kind, material.quantity) == ("病历资料", "other", "1册")


def test_the_event_of_a_filing_says_what_and_names_nobody(cast: Cast) -> None:
    filed = make_entrustment(cast.jinan_institution, cast.actor("jinan_clerk"))
    event = Event.objects.get(stream=f"case:{filed.pk}")
    assert (event.kind, event.seq) == ("cases.file", 1)
    assert event.content["facts"]["findings"] == ["too_few_appraisers"]
    assert event.content["occurred_on"] == "2026-11-20"
    body = bytes(event.body or b"").decode()
    assert not any(text in body for text in ("当事人甲", IDENTITY, "0531", "联系人", "交通事故", "人民法院"))
    assert verify().sound


def test_the_time_for_the_decision_runs_seven_working_days_from_receipt(cast: Cast) -> None:
    filed = make_entrustment(cast.jinan_institution, received_on=date(2026, 11, 20))  # a Friday
    assert filed.due_on == date(2026, 12, 1)
    clock = decision_clock(filed, date(2026, 11, 25))
    assert (clock.due_on, clock.limit, clock.used, clock.remaining) == (date(2026, 12, 1), 7, 3, 4)
    assert clock.rule.article == "司法鉴定程序通则第十三条"
    assert {line.key for line in clock.lines} >= {"start", "working_days", "due"}


@pytest.mark.parametrize("who", ["qingdao_clerk", "jinan", "province", "auditor", "administrator", "appraiser"])
def test_nobody_else_files_for_an_institution(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        file(make_filing(), cast.jinan_institution, by=cast.actor(who))
    assert not Entrustment.objects.exists()


def test_what_cannot_be_stored_is_said_field_by_field(cast: Cast) -> None:
    wrong = make_filing(
        client_name="  ",
        client_kind="friend",
        category="FY",  # a whole class: in no practice category
        matter="",
        received_on=date(2026, 11, 26),
        remarks="长" * 4_001,
        subjects=(SubjectGiven("", "person", "379999199001010016"), SubjectGiven("手机", "thing", IDENTITY)),
        materials=(MaterialGiven("", "unheard", received_on=date(2015, 1, 1)),),
    )
    with pytest.raises(RuleBroken) as refused:
        file(wrong, cast.jinan_institution, by=cast.actor("jinan_clerk"))
    assert fields_of(refused) == {
        "client_name", "client_kind", "category", "matter", "received_on", "remarks", "subjects-0-name",
        "subjects-0-identity_number", "subjects-1-identity_number", "materials-0-name", "materials-0-kind",
        "materials-0-received_on",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["379999 19900101 0010", "３７９９９９１９９００１０１００１０", "E12345678"])
def test_identity_numbers_are_taken_as_people_write_them(cast: Cast, typed: str) -> None:
    filed = make_entrustment(cast.jinan_institution, subjects=(SubjectGiven("示例", "person", typed),))
    (subject,) = filed.subjects.all()
    assert subject.identity_number is not None
    assert subject.identity_number.reveal() in {IDENTITY, "E12345678"}


def test_a_thing_is_found_again_by_its_description(cast: Cast) -> None:
    filed = make_entrustment(cast.jinan_institution, subjects=(SubjectGiven("借条（2025-03-01）", "thing"),))
    (subject,) = filed.subjects.all()
    assert bytes(subject.identity_index or b"") == blind_index("借条（2025-03-01）")


def test_missing_statutory_particulars_do_not_keep_anybody_from_filing(cast: Cast) -> None:
    bare = replace(make_filing(), purpose="", facts="", subjects=(), materials=(), client_reference="")
    filed = file(bare, cast.jinan_institution, by=cast.actor("jinan_clerk"))
    event = Event.objects.get(stream=f"case:{filed.pk}")
    assert set(event.content["facts"]["findings"]) == {
        "too_few_appraisers", "purpose_missing", "facts_missing", "materials_missing",
    }  # fmt: skip


def test_withdrawing_needs_a_reason_and_stops_the_clock(cast: Cast) -> None:
    filed, clerk = make_entrustment(cast.jinan_institution), cast.actor("jinan_clerk")
    with pytest.raises(RuleBroken):
        withdraw(filed.pk, by=clerk, version=filed.trail_seq, reason="  ")
    done = withdraw(filed.pk, by=clerk, version=filed.trail_seq, reason="委托人来函撤回")
    assert (done.state, done.withdrawn_on) == ("withdrawn", date(2026, 11, 25))
    assert decision_clock(done, date(2026, 12, 24)).stopped_on == date(2026, 11, 25)
    event = Event.objects.get(stream=f"case:{filed.pk}", seq=2)
    assert (event.kind, event.content["reason"]) == ("cases.withdraw_entrustment", "委托人来函撤回")
    with pytest.raises(RuleBroken):
        withdraw(filed.pk, by=clerk, version=done.trail_seq, reason="再次")


def test_withdrawing_what_somebody_else_changed_is_stale(cast: Cast) -> None:
    filed = make_entrustment(cast.jinan_institution)
    with pytest.raises(StaleState):
        withdraw(filed.pk, by=cast.actor("jinan_clerk"), version=filed.trail_seq - 1, reason="委托人来函撤回")


@pytest.mark.parametrize("who", ["qingdao_clerk", "jinan", "province"])
def test_only_the_institution_records_a_withdrawal(cast: Cast, who: str) -> None:
    filed = make_entrustment(cast.jinan_institution)
    with pytest.raises(NotAllowed):
        withdraw(filed.pk, by=cast.actor(who), version=filed.trail_seq, reason="委托人来函撤回")


def test_an_entrustment_is_seen_by_its_institution_and_its_organs(cast: Cast) -> None:
    make_entrustment(cast.jinan_institution)
    sees = {name for name in cast.postings() if Entrustment.objects.visible_to(cast.actor(name)).exists()}
    assert sees == {
        "province", "province_leader", "jinan", "lixia", "jinan_clerk", "jinan_head", "jinan_institution_administrator",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_no_row_of_an_entrustment_changes_without_an_event(cast: Cast) -> None:
    filed = make_entrustment(cast.jinan_institution)
    for rows in (Entrustment.objects.filter(pk=filed.pk), filed.subjects.all(), filed.materials.all()):
        with pytest.raises(Exception, match="changed without an event"), transaction.atomic():
            rows.update(**({"matter": "x"} if rows.model is Entrustment else {"position": 9}))
    assert Entrustment.objects.filter(pk=filed.pk).update(due_on=date(2026, 12, 2)) == 1
