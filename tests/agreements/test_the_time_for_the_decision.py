"""An agreed longer time for the decision about acceptance (程序通则 art. 13): recorded with reason and day."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.actions.agreeing_decisions import agree
from cases.actions.completing import ask, complete
from cases.actions.recounting import recount
from cases.deadlines import decision_clock
from cases.entrustments.completing import CompletionGiven
from cases.models import AgreedDecision, Completion, Entrustment
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from foundation.clocks.queries import current_calendar
from tests.factories.agreements import accepted
from tests.factories.entrustments import make_entrustment
from tests.people import Cast

WHY = "示例：涉及多个专业，需要会商"
GIVEN: dict[str, Any] = {"days": 20, "nature": "complex", "agreed_on": date(2026, 11, 25), "reason": WHY}


def agreed(cast: Cast, row: Entrustment, *, who: str = "jinan_clerk", **values: Any) -> Entrustment:
    return agree(row.pk, by=cast.actor(who), **{"version": row.trail_seq, **GIVEN, **values})


def codes(cast: Cast, row: Entrustment, **values: Any) -> dict[str, str]:
    with pytest.raises(RuleBroken) as broken:
        agreed(cast, row, **values)
    return {finding.field: finding.code for finding in broken.value.findings}


def test_the_agreed_days_take_the_place_of_the_seven_and_the_arithmetic_says_so(cast: Cast) -> None:
    row = agreed(cast, make_entrustment(cast.jinan_institution))
    row.refresh_from_db()
    assert (row.state, row.due_on) == ("received", date(2026, 12, 18))
    (line,) = [line for line in decision_clock(row, date(2026, 11, 25)).lines if line.key == "agreed"]
    assert (line.params["on"], line.article) == (date(2026, 11, 25), "司法鉴定程序通则第十三条")
    assert recount(2026) == (0, 0)
    event = Event.objects.get(stream=row.stream, kind="cases.agree_decision_time")
    assert event.content["reason"] == WHY and event.content["facts"]["days"] == 20
    row = agreed(cast, row, days=30)
    assert [each.days for each in row.agreed_decisions.all()] == [20, 30]
    with time_machine.travel("2026-12-18 10:00+08:00", tick=False):
        assert accepted(row, by=cast.actor("jinan_clerk")).accepted_on == date(2026, 12, 18)
    accepting = Event.objects.get(stream=row.stream, kind="cases.accept_entrustment")
    assert accepting.content["facts"]["late"] is False
    assert verify().sound


def test_agreed_after_the_last_day_it_cures_nothing(cast: Cast) -> None:
    row = agreed(cast, make_entrustment(cast.jinan_institution, received_on=date(2026, 11, 10)))
    row.refresh_from_db()
    assert row.due_on == date(2026, 11, 19) and row.is_late
    event = Event.objects.get(stream=row.stream, kind="cases.agree_decision_time")
    assert event.content["facts"]["late"] is True


def test_what_cannot_be_agreed_is_said_beside_its_field(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    assert codes(cast, row, days=7) == {"days": "not_longer"}
    assert codes(cast, row, days=251) == {"days": "out_of_range"}
    assert codes(cast, row, nature="simple") == {"nature": "not_in_the_list"}
    assert codes(cast, row, agreed_on=date(2026, 11, 26)) == {"agreed_on": ""}
    assert codes(cast, row, agreed_on=date(2026, 11, 19)) == {"agreed_on": ""}
    assert codes(cast, row, reason=" ") == {"reason": ""}
    row = agreed(cast, row, days=12)
    assert codes(cast, row, days=12) == {"days": "not_longer"}
    assert codes(cast, row, days=13, agreed_on=date(2026, 11, 24)) == {"agreed_on": ""}


def test_only_the_own_institution_agrees_and_only_before_the_decision(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    for who in ("qingdao_clerk", "jinan", "appraiser"):
        with pytest.raises(NotAllowed):
            agreed(cast, row, who=who)
    with pytest.raises(StaleState):
        agreed(cast, row, version=row.trail_seq + 1)
    accepted(row, by=cast.actor("jinan_clerk"))
    row.refresh_from_db()
    assert codes(cast, row) == {"": ""}
    assert not AgreedDecision.objects.exists()


def test_the_time_of_the_client_is_added_to_the_agreed_one(cast: Cast) -> None:
    row, clerk = agreed(cast, make_entrustment(cast.jinan_institution)), cast.actor("jinan_clerk")
    row = ask(row.pk, by=clerk, version=row.trail_seq, wanted="示例：病历", period_until=date(2026, 12, 31))
    with time_machine.travel("2026-12-02 10:00+08:00", tick=False):
        came = CompletionGiven(received="示例病历")
        row = complete(row.pk, by=clerk, version=row.trail_seq, completion=came, received_on=date(2026, 12, 2))
    row.refresh_from_db()
    assert row.due_on == date(2026, 12, 25)  # 26 November to 2 December are five working days


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(longer=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 20)), max_size=3), wait=st.integers(0, 12))
def test_the_newest_limit_that_came_in_time_holds(longer: list[tuple[int, int]], wait: int) -> None:
    calendar, received = current_calendar(), date(2026, 11, 20)
    row, rows, limit, day = Entrustment(received_on=received), list[AgreedDecision](), 7, received
    days = limit
    for number, (idle, more) in enumerate(longer, 1):
        days += more  # a shorter one is refused
        day = calendar.add_working_days(day, idle + 1)
        in_time = day <= calendar.add_working_days(received, limit)
        limit = days if in_time and calendar.add_working_days(received, days) >= day else limit
        rows.append(AgreedDecision(number=number, days=days, agreed_on=day))
    due = calendar.add_working_days(received, limit)
    begin, end = received, calendar.add_working_days(received, wait) if wait else received
    pauses = [Completion(number=1, asked_on=begin, received_on=end)]
    row._prefetched_objects_cache = {"completions": [], "agreed_decisions": rows}  # type: ignore[attr-defined]  # what Django keeps
    assert decision_clock(row, date(2027, 6, 1)).due_on == due
    row._prefetched_objects_cache["completions"] = pauses  # type: ignore[attr-defined]
    assert (decision_clock(row, date(2027, 6, 1)).due_on or due) >= due


def test_the_database_lets_no_agreed_time_appear_without_its_event(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    with pytest.raises(DatabaseError), transaction.atomic():
        AgreedDecision(entrustment=row, number=1, trail_seq=row.trail_seq + 1, **GIVEN).save(force_insert=True)
