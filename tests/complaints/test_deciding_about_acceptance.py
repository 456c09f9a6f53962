"""Accepting and refusing: who may, on which ground, what stands against it, and exactly once."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from complaints import deadlines
from complaints.actions.deciding import accept, refuse
from complaints.models import Complaint
from foundation.accounts.acting import Visitor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.jobs import Run, registry
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.factories.complaints import IDENTITY, make_complainant, make_complaint
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
OTHER_PERSON = "379999199001010002"
WHY = "示例：已由本机关处理，且没有新的事实。"
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    return make_complaint(cast.jinan_institution).complaint


def codes_of(refused: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [finding.code or finding.field for finding in refused.value.findings]


def test_the_organ_of_the_seat_accepts_and_sixty_days_run(cast: Cast, complaint: Complaint) -> None:
    accept(complaint.pk, by=cast.actor("jinan"), version=complaint.trail_seq)
    row = Complaint.objects.get(pk=complaint.pk)
    assert (row.state, row.accepted_on) == ("accepted", date(2026, 11, 25))
    assert row.due_on == date(2027, 1, 25)  # the sixtieth day is a Sunday
    clock = deadlines.decision_clock(row, date(2026, 12, 5))
    assert clock is not None and (clock.limit, clock.used) == (60, 10)
    event = Event.objects.get(stream=row.stream, seq=2)
    assert (event.kind, event.content["facts"]["from"], event.content["facts"]["to"]) == (
        "complaints.accept", "received", "accepted",
    )  # fmt: skip
    assert verify().sound


def test_a_refusal_needs_a_statutory_ground_and_a_reason(cast: Cast, complaint: Complaint) -> None:
    officer = cast.actor("jinan")
    for ground, reason, missing in (
        ("", WHY, ["ground"]),
        ("TS99", WHY, ["ground"]),
        ("TS15-1", " ", ["reason"]),
        ("TS10-05", "\0", ["ground", "reason"]),
    ):
        with pytest.raises(RuleBroken) as refused:
            refuse(complaint.pk, by=officer, version=complaint.trail_seq, ground=ground, reason=reason)
        assert codes_of(refused) == missing
    refuse(complaint.pk, by=officer, version=complaint.trail_seq, ground="TS15-1", reason=WHY)
    row = Complaint.objects.get(pk=complaint.pk)
    assert (row.state, row.refused_on, row.refusal_ground) == ("refused", date(2026, 11, 25), "TS15-1")
    assert row.due_on is None
    event = Event.objects.get(stream=row.stream, seq=2)
    assert event.content["reason"] == WHY
    assert any("第十五条" in citation for citation in event.content["facts"]["citations"])


def test_another_city_a_county_an_institution_an_auditor_and_a_visitor_decide_nothing(
    cast: Cast, complaint: Complaint
) -> None:
    outsiders = [
        cast.actor(name)
        for name in ("qingdao", "lixia", "jinan_clerk", "jinan_head", "auditor", "administrator", "province_leader")
    ]
    for actor in (*outsiders, Visitor()):
        with pytest.raises(NotAllowed):
            accept(complaint.pk, by=actor, version=complaint.trail_seq)
        with pytest.raises(NotAllowed):
            refuse(complaint.pk, by=actor, version=complaint.trail_seq, ground="TS15-1", reason=WHY)
    assert Complaint.objects.get(pk=complaint.pk).state == "received"


def test_the_province_sees_a_complaint_of_a_city_and_leaves_the_decision_to_it(
    cast: Cast, complaint: Complaint
) -> None:
    officer = cast.actor("province")
    assert Complaint.objects.visible_to(officer).filter(pk=complaint.pk).exists()
    with pytest.raises(RuleBroken) as refused:
        accept(complaint.pk, by=officer, version=complaint.trail_seq)
    assert codes_of(refused) == ["other_organ"]


def test_who_sees_which_complaints(cast: Cast, complaint: Complaint) -> None:
    seen = {
        name: Complaint.objects.visible_to(cast.actor(name)).exists()
        for name in ("jinan", "qingdao", "jinan_clerk", "jinan_head", "auditor", "administrator", "appraiser")
    }
    assert seen == {**dict.fromkeys(seen, False), "jinan": True}
    assert not Complaint.objects.visible_to(Visitor()).exists()


def test_a_late_complaint_is_accepted_only_with_a_reason(cast: Cast) -> None:
    row = make_complaint(cast.jinan_institution, known_on=date(2023, 11, 24)).complaint
    with pytest.raises(RuleBroken) as refused:
        accept(row.pk, by=cast.actor("jinan"), version=row.trail_seq)
    assert codes_of(refused) == ["too_late", "reason"]
    accept(row.pk, by=cast.actor("jinan"), version=row.trail_seq, reason="示例：鉴定书迟至上月方送达。")
    event = Event.objects.get(stream=row.stream, seq=2)
    assert event.content["facts"]["findings"] == ["too_late"]


def test_the_same_person_about_the_same_institution_after_a_refusal_is_found(cast: Cast, complaint: Complaint) -> None:
    refuse(complaint.pk, by=cast.actor("jinan"), version=complaint.trail_seq, ground="TS15-1", reason=WHY)
    again = make_complaint(cast.jinan_institution).complaint
    with pytest.raises(RuleBroken) as refused:
        accept(again.pk, by=cast.actor("jinan"), version=again.trail_seq)
    assert codes_of(refused) == ["repeated", "reason"]
    elsewhere = make_complaint(cast.qingdao_institution).complaint
    accept(elsewhere.pk, by=cast.actor("qingdao"), version=elsewhere.trail_seq)
    assert IDENTITY != OTHER_PERSON
    somebody = make_complaint(
        cast.jinan_institution, complainant=make_complainant(identity_number=OTHER_PERSON)
    ).complaint
    accept(somebody.pk, by=cast.actor("jinan"), version=somebody.trail_seq)


def test_a_decision_is_made_once_and_on_what_was_seen(cast: Cast, complaint: Complaint) -> None:
    officer = cast.actor("jinan")
    with pytest.raises(StaleState):
        accept(complaint.pk, by=officer, version=complaint.trail_seq + 1)
    accept(complaint.pk, by=officer, version=complaint.trail_seq)
    with pytest.raises(RuleBroken):
        refuse(complaint.pk, by=officer, version=complaint.trail_seq + 1, ground="TS15-1", reason=WHY)


def test_after_a_new_calendar_the_stored_last_days_are_those_of_the_clock(cast: Cast, complaint: Complaint) -> None:
    right = complaint.due_on
    assert right is not None
    Complaint.objects.filter(pk=complaint.pk).update(due_on=right + timedelta(days=3))
    run = Run(1, {"year": 2026})
    registry["complaints.recount"].work(run)
    assert run.result == {"due": 1}
    assert Complaint.objects.get(pk=complaint.pk).due_on == right
    assert Complaint.objects.overdue(right).count() == 0
    assert Complaint.objects.overdue(right + timedelta(days=1)).count() == 1
