"""Investigation by two, decision per allegation, informing both sides: who, when, exactly once."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from complaints import deadlines
from complaints.actions.assigning import assign, declare
from complaints.actions.concluding import decide, inform, terminate
from complaints.actions.deciding import accept
from complaints.actions.extending import extend
from complaints.actions.inquiring import record_inquiry
from complaints.decision import AllegationDecided
from complaints.models import Complaint, Investigator
from complaints.progress import progress_of
from foundation.accounts.models import Posting
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.complaints.investigations import (
    DECISION,
    DISMISSED,
    UPHELD,
    acting,
    latest,
    make_accepted,
    make_decided,
    make_handler,
    make_investigated,
    make_leader,
    write_waiting_letters,
)
from tests.factories.complaints import make_complaint
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
WHY = "示例：案情复杂，需委托专家论证。"
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def team(cast: Cast) -> list[Posting]:
    return [cast.jinan, make_handler(cast)]


def codes_of(refused: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [finding.code or finding.field for finding in refused.value.findings]


def test_two_different_persons_of_the_organ_investigate(cast: Cast, team: list[Posting]) -> None:
    row = make_accepted(cast)
    officer = cast.actor("jinan")
    for postings, missing in (
        ([cast.jinan.pk], "too_few_investigators"),
        ([cast.jinan.pk, cast.jinan.pk], "too_few_investigators"),
        ([cast.jinan.pk, cast.qingdao.pk], "no_investigator"),
        ([cast.jinan.pk, cast.province.pk], "no_investigator"),
        ([cast.jinan.pk, cast.lixia.pk], "no_investigator"),
        ([cast.jinan.pk, make_leader(cast).pk], "no_investigator"),
    ):
        with pytest.raises(RuleBroken) as refused:
            assign(row.pk, by=officer, version=row.trail_seq, postings=postings)
        assert codes_of(refused) == [missing]
    row = assign(row.pk, by=officer, version=row.trail_seq, postings=[each.pk for each in team])
    assert row.state == "investigating"
    assert Investigator.objects.current().count() == 2
    with pytest.raises(RuleBroken) as refused:
        assign(row.pk, by=officer, version=row.trail_seq, postings=[each.pk for each in team])
    assert codes_of(refused) == ["same_team"]


def test_who_has_a_conflict_investigates_no_more_and_the_decision_waits_for_two_others(
    cast: Cast, team: list[Posting]
) -> None:
    row = make_accepted(cast)
    officer, handler = cast.actor("jinan"), acting(team[1])
    row = assign(row.pk, by=officer, version=row.trail_seq, postings=[each.pk for each in team])
    row = declare(row.pk, by=officer, version=row.trail_seq, conflict=False)
    with pytest.raises(RuleBroken) as unsaid:
        declare(row.pk, by=handler, version=row.trail_seq, conflict=True)
    assert codes_of(unsaid) == ["reason"]
    row = declare(row.pk, by=handler, version=row.trail_seq, conflict=True, reason="示例：与机构有业务往来")
    with pytest.raises(RuleBroken) as refused:
        decide(row.pk, by=officer, version=row.trail_seq, decided=DECISION)
    assert codes_of(refused) == ["undeclared", "no_inquiry"]
    other = make_handler(cast, "other")
    row = assign(row.pk, by=officer, version=row.trail_seq, postings=[cast.jinan.pk, other.pk])
    row = declare(row.pk, by=acting(other), version=row.trail_seq, conflict=False)
    row = record_inquiry(
        row.pk, by=acting(other), version=row.trail_seq, kind="visit", made_on=date(2026, 11, 25), findings="示例"
    )
    assert decide(row.pk, by=officer, version=row.trail_seq, decided=DECISION).state == "decided"
    assert verify().sound


def test_only_a_cleared_investigator_records_inquiries_and_not_of_days_to_come(cast: Cast, team: list[Posting]) -> None:
    row = make_accepted(cast)
    row = assign(row.pk, by=cast.actor("jinan"), version=row.trail_seq, postings=[each.pk for each in team])

    def record(made_on: date = date(2026, 11, 25), findings: str = "示例") -> Complaint:
        return record_inquiry(
            row.pk, by=cast.actor("jinan"), version=row.trail_seq, kind="file", made_on=made_on, findings=findings
        )

    with pytest.raises(RuleBroken) as undeclared:
        record()
    assert codes_of(undeclared) == ["no_investigator"]
    row = declare(row.pk, by=cast.actor("jinan"), version=row.trail_seq, conflict=False)
    with pytest.raises(RuleBroken) as refused:
        record(date(2026, 11, 26), "\0")
    assert codes_of(refused) == ["made_on", "findings"]
    with pytest.raises(RuleBroken):
        record(date(2026, 11, 24))
    record()
    assert bytes(latest(row).inquiries.get().findings.blob) != "示例".encode()


def test_every_allegation_is_decided_with_an_outcome_that_follows_and_reasons(cast: Cast, team: list[Posting]) -> None:
    row = make_investigated(cast, team)
    officer = cast.actor("jinan")
    for decided, missing in (
        ([UPHELD], ["allegations"]),
        ([UPHELD, UPHELD], ["allegations"]),
        ([UPHELD, AllegationDecided(2, "", "TS24-3", "示例")], ["finding-2"]),
        ([UPHELD, AllegationDecided(2, "not_upheld", "TS22-B", "示例")], ["outcome-2"]),
        ([UPHELD, AllegationDecided(2, "not_upheld", "TS24-1", "示例")], ["outcome-2"]),
        ([AllegationDecided(1, "upheld", "TS24-3", "示例"), DISMISSED], ["outcome-1"]),
        ([UPHELD, AllegationDecided(2, "unestablished", "TS24-3", " \0")], ["reasons-2"]),
    ):
        with pytest.raises(RuleBroken) as refused:
            decide(row.pk, by=officer, version=row.trail_seq, decided=decided)
        assert codes_of(refused) == missing
    decide(row.pk, by=officer, version=row.trail_seq, decided=DECISION)
    row = latest(row)
    assert (row.state, row.decided_on, row.upheld) == ("decided", date(2026, 11, 25), True)
    assert row.due_on == date(2026, 12, 4)  # the seventh working day
    assert [(each.finding, each.outcome) for each in row.allegations.all()] == [
        ("upheld", "TS24-2A"), ("not_upheld", "TS24-3"),
    ]  # fmt: skip
    event = Event.objects.get(stream=row.stream, seq=row.trail_seq)
    assert event.content["facts"]["upheld"] is True
    assert UPHELD.reasons not in str(event.content)


def test_both_sides_are_informed_once_the_letters_are_there(cast: Cast, team: list[Posting]) -> None:
    row = make_decided(cast, team)
    officer = cast.actor("jinan")
    with pytest.raises(RuleBroken) as refused:
        inform(row.pk, by=officer, version=row.trail_seq, way="pigeon")
    assert codes_of(refused) == ["letters_missing", "way"]
    write_waiting_letters()
    with time_machine.travel("2026-12-07 09:00+08:00", tick=False):
        row = inform(row.pk, by=officer, version=row.trail_seq, way="post")
        clock = deadlines.informing_clock(row, date(2026, 12, 7))
    assert (row.state, row.informed_on) == ("informed", date(2026, 12, 7))
    assert clock is not None and clock.late
    progress = progress_of(latest(row), date(2026, 12, 7))
    assert [step.on for step in progress.steps] == [
        date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25), date(2026, 12, 7),
    ]  # fmt: skip
    assert progress.clock is None


def test_the_leader_extends_once_in_time_and_by_at_most_thirty_days(cast: Cast, team: list[Posting]) -> None:
    row, leader = make_accepted(cast), acting(make_leader(cast))
    with pytest.raises(NotAllowed):
        extend(row.pk, by=cast.actor("jinan"), version=row.trail_seq, days=10, reason=WHY)
    with pytest.raises(RuleBroken):
        extend(row.pk, by=cast.actor("province_leader"), version=row.trail_seq, days=10, reason=WHY)
    for days in (0, -3, 31, 10**30):
        with pytest.raises(RuleBroken) as refused:
            extend(row.pk, by=leader, version=row.trail_seq, days=days, reason=WHY)
        assert codes_of(refused) == ["days"]
    with time_machine.travel("2027-01-26 10:00+08:00", tick=False), pytest.raises(RuleBroken) as late:
        extend(row.pk, by=leader, version=row.trail_seq, days=30, reason=WHY)
    assert codes_of(late) == ["run_out"]
    row = extend(row.pk, by=leader, version=row.trail_seq, days=30, reason=WHY)
    assert latest(row).due_on == date(2027, 2, 23) == row.due_on
    with pytest.raises(RuleBroken) as again:
        extend(row.pk, by=leader, version=row.trail_seq, days=1, reason=WHY)
    assert codes_of(again) == ["extended_before"]
    assert verify().sound


def test_a_withdrawal_ends_a_complaint_and_is_found_when_the_same_person_comes_again(cast: Cast) -> None:
    row, officer = make_accepted(cast), cast.actor("jinan")
    with pytest.raises(RuleBroken) as refused:
        terminate(row.pk, by=officer, version=row.trail_seq, termination="TS24-1", reason=" ")
    assert codes_of(refused) == ["termination", "reason"]
    with pytest.raises(RuleBroken) as groundless:
        terminate(row.pk, by=officer, version=row.trail_seq, termination="TS22-A", reason=WHY)
    assert codes_of(groundless) == ["refusal_ground"]
    row = terminate(row.pk, by=officer, version=row.trail_seq, termination="TS22-B", reason="示例：来函撤回")
    assert (latest(row).state, latest(row).due_on) == ("terminated", None)
    again = make_complaint(cast.jinan_institution).complaint
    with pytest.raises(RuleBroken) as found:
        accept(again.pk, by=officer, version=again.trail_seq)
    assert codes_of(found) == ["withdrawn_before", "reason"]
    with pytest.raises(RuleBroken):  # what was never accepted is refused, not ended on a ground of art. 15
        terminate(
            again.pk, by=officer, version=again.trail_seq, termination="TS22-A", reason=WHY, refusal_ground="TS15-1"
        )


def test_another_city_the_province_and_those_without_the_verb_do_none_of_it(cast: Cast, team: list[Posting]) -> None:
    row = make_investigated(cast, team)
    keys = [each.pk for each in team]
    outsiders = [cast.actor(name) for name in ("qingdao", "lixia", "jinan_clerk", "jinan_head", "auditor")]
    for by in outsiders:
        for attempt in (
            lambda by=by: assign(row.pk, by=by, version=row.trail_seq, postings=keys),
            lambda by=by: declare(row.pk, by=by, version=row.trail_seq, conflict=False),
            lambda by=by: decide(row.pk, by=by, version=row.trail_seq, decided=DECISION),
            lambda by=by: terminate(row.pk, by=by, version=row.trail_seq, termination="TS22-B", reason=WHY),
        ):
            with pytest.raises(NotAllowed):
                attempt()
    with pytest.raises(RuleBroken) as refused:
        decide(row.pk, by=cast.actor("province"), version=row.trail_seq, decided=DECISION)
    assert codes_of(refused) == ["other_organ"]
