"""Asking once for what is missing: the clock rests, goes on where it stood, and silence ends the complaint."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from complaints import deadlines
from complaints.actions.deciding import accept, refuse
from complaints.actions.supplementing import abandon, ask_supplement, record_supplement
from complaints.models import Complaint, SupplementRequest
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.jobs import Run, registry
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.factories.complaints import make_complaint
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"  # a Wednesday
LAST = date(2026, 12, 10)
WHY = "示例：逾期未补充，亦未说明理由。"
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    return make_complaint(cast.jinan_institution).complaint


@pytest.fixture
def asked(cast: Cast, complaint: Complaint) -> Complaint:
    with time_machine.travel("2026-11-27 10:00+08:00", tick=False):
        return ask(complaint, cast.actor("jinan"))


def ask(row: Complaint, by: Actor, answer_by: date = LAST, asked_for: str = "示例：缴费凭证。") -> Complaint:
    return ask_supplement(row.pk, by=by, version=row.trail_seq, asked_for=asked_for, answer_by=answer_by)


def codes_of(refused: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [finding.code or finding.field for finding in refused.value.findings]


def test_while_a_supplement_is_awaited_the_clock_rests_and_then_goes_on_where_it_stood(
    cast: Cast, asked: Complaint
) -> None:
    row = Complaint.objects.get(pk=asked.pk)
    assert (row.state, row.due_on) == ("awaiting", None)
    assert deadlines.acceptance_clock(row, date(2026, 12, 8)).used == 2  # Thursday and Friday
    with time_machine.travel("2026-12-08 10:00+08:00", tick=False):
        record_supplement(row.pk, by=cast.actor("jinan"), version=row.trail_seq)
    row.refresh_from_db()
    assert (row.state, row.due_on) == ("received", date(2026, 12, 15))  # five working days more
    assert SupplementRequest.objects.get(complaint=row).answered_on == date(2026, 12, 8)
    with time_machine.travel("2026-12-09 10:00+08:00", tick=False):
        run = Run(1, {"year": 2026})
        registry["complaints.recount"].work(run)
        assert run.result == {"due": 0}
        accept(row.pk, by=cast.actor("jinan"), version=row.trail_seq)
    assert verify().sound


def test_what_is_asked_for_is_sealed_and_in_no_event(asked: Complaint) -> None:
    request = SupplementRequest.objects.get(complaint=asked)
    assert request.asked_for is not None and request.asked_for.reveal() == "示例：缴费凭证。"
    event = Event.objects.get(stream=asked.stream, seq=2)
    assert event.content["facts"]["answer_by"] == "2026-12-10"
    assert "缴费凭证" not in bytes(event.body or b"").decode()


def test_everything_is_asked_for_at_once(cast: Cast, asked: Complaint) -> None:
    with time_machine.travel("2026-11-30 10:00+08:00", tick=False):
        row = record_supplement(asked.pk, by=cast.actor("jinan"), version=asked.trail_seq)
        with pytest.raises(RuleBroken) as refused:
            ask(row, cast.actor("jinan"))
    assert codes_of(refused) == ["asked_before"]


def test_after_seven_working_days_nothing_is_asked_for_any_more(cast: Cast, complaint: Complaint) -> None:
    with time_machine.travel("2026-12-07 10:00+08:00", tick=False), pytest.raises(RuleBroken) as refused:
        ask(complaint, cast.actor("jinan"))
    assert codes_of(refused) == ["asked_too_late"]
    with time_machine.travel("2026-12-04 10:00+08:00", tick=False):
        assert ask(complaint, cast.actor("jinan")).state == "awaiting"


@pytest.mark.parametrize("asked_for", ["", " ", "\0", "长" * 4_001])
def test_a_request_says_what_is_missing_and_until_when(cast: Cast, complaint: Complaint, asked_for: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        ask(complaint, cast.actor("jinan"), answer_by=date(2026, 11, 25), asked_for=asked_for)
    assert codes_of(refused) == ["asked_for", "answer_by"]


def test_silence_ends_the_complaint_after_the_day_and_with_a_reason(cast: Cast, asked: Complaint) -> None:
    officer = cast.actor("jinan")
    with time_machine.travel("2026-12-10 10:00+08:00", tick=False), pytest.raises(RuleBroken) as refused:
        abandon(asked.pk, by=officer, version=asked.trail_seq, reason=" ")
    assert codes_of(refused) == ["not_over_yet", "reason"]
    with time_machine.travel("2026-12-11 10:00+08:00", tick=False):
        abandon(asked.pk, by=officer, version=asked.trail_seq, reason=WHY)
    row = Complaint.objects.get(pk=asked.pk)
    assert (row.state, row.abandoned_on) == ("abandoned", date(2026, 12, 11))


def test_while_it_is_awaited_nothing_is_decided(cast: Cast, asked: Complaint) -> None:
    officer, version = cast.actor("jinan"), asked.trail_seq
    with pytest.raises(RuleBroken) as accepting:
        accept(asked.pk, by=officer, version=version)
    with pytest.raises(RuleBroken) as refusing:
        refuse(asked.pk, by=officer, version=version, ground="TS15-1", reason=WHY)
    with pytest.raises(RuleBroken) as asking:
        ask(asked, officer)
    assert codes_of(accepting) == codes_of(refusing) == codes_of(asking) == ["supplement_awaited"]


def test_nothing_is_recorded_that_was_not_asked_for(cast: Cast, complaint: Complaint) -> None:
    with pytest.raises(RuleBroken) as recording:
        record_supplement(complaint.pk, by=cast.actor("jinan"), version=complaint.trail_seq)
    with pytest.raises(RuleBroken) as closing:
        abandon(complaint.pk, by=cast.actor("jinan"), version=complaint.trail_seq, reason=WHY)
    assert codes_of(recording) == codes_of(closing) == ["no_supplement_awaited"]


@pytest.mark.parametrize("who", ["qingdao", "lixia", "jinan_clerk", "auditor", "administrator"])
def test_nobody_else_asks_records_or_closes(cast: Cast, complaint: Complaint, who: str) -> None:
    actor, version = cast.actor(who), complaint.trail_seq
    with pytest.raises(NotAllowed):
        ask(complaint, actor)
    with pytest.raises(NotAllowed):
        record_supplement(complaint.pk, by=actor, version=version)
    with pytest.raises(NotAllowed):
        abandon(complaint.pk, by=actor, version=version, reason=WHY)


def test_an_old_version_changes_nothing(cast: Cast, asked: Complaint) -> None:
    with pytest.raises(StaleState):
        record_supplement(asked.pk, by=cast.actor("jinan"), version=1)
