"""Completing an entrustment before the decision: the client's time does not count, and nothing on record changes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.actions.accepting import accept
from cases.actions.completing import LETTER_JOB, ask, complete
from cases.actions.deciding import refuse
from cases.actions.filing import withdraw
from cases.actions.recounting import recount
from cases.actions.writing_completions import write_completion_request
from cases.deadlines import decide_by, decision_clock
from cases.entrustments.completing import CompletionGiven, ParticularsGiven
from cases.entrustments.filing import MaterialGiven
from cases.gate import may_accept
from cases.models import Completion, Entrustment
from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import ClockState
from foundation.documents.actions.reading import content_of
from tests.documents.test_papers import text_of
from tests.factories.agreements import make_terms
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.people import Cast

WANTED = "示例：住院病历全本\n示例：委托鉴定的用途"
MATERIAL = MaterialGiven("示例住院病历", "other", "2册", "复印件", "完好", date(2026, 11, 27))


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with at(date(2026, 11, 25)):
        yield


def at(day: date) -> Any:
    return time_machine.travel(f"{day.isoformat()} 10:00+08:00", tick=False)


def asked(cast: Cast, row: Entrustment, **values: Any) -> Entrustment:
    return ask(
        row.pk,
        by=cast.actor("jinan_clerk"),
        **{"version": row.trail_seq, "wanted": WANTED, "period_until": date(2026, 12, 31), **values},
    )


def completed(cast: Cast, row: Entrustment, on: date | None = None, **values: Any) -> Entrustment:
    completion = CompletionGiven(**values)
    by = cast.actor("jinan_clerk")
    return complete(row.pk, by=by, version=row.trail_seq, completion=completion, received_on=on)


def test_the_time_stands_still_between_request_and_answer(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    assert row.due_on == date(2026, 12, 1)
    row = asked(cast, row)
    assert row.state == "awaiting"
    assert decision_clock(row, date(2026, 12, 9)).state is ClockState.PAUSED
    with at(date(2026, 12, 10)):
        row = completed(cast, row, date(2026, 12, 9), received="示例病历2册", materials=(MATERIAL,))
    row.refresh_from_db()
    # 26 November to 9 December are ten working days that do not count.
    assert (row.state, row.due_on) == ("received", date(2026, 12, 15))
    assert decision_clock(row, date(2026, 12, 10)).due_on == row.due_on
    assert [each.name for each in row.materials.all()] == ["病历资料", "示例住院病历"]
    answer = Completion.objects.get(entrustment=row)
    assert (answer.number, answer.received_on, answer.received) == (1, date(2026, 12, 9), "示例病历2册")
    kinds = [event.kind for event in Event.objects.filter(stream=row.stream).order_by("seq")]
    assert kinds == ["cases.file", "cases.ask_completion", "cases.complete_entrustment"]
    assert verify().sound


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(waits=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 12)), max_size=3))
def test_the_days_of_the_client_are_added_and_nothing_else(waits: list[tuple[int, int]]) -> None:
    calendar, day = current_calendar(), date(2026, 11, 20)
    row = Entrustment(received_on=day)
    due, pauses = decide_by(day).due_on, list[Completion]()
    for idle, wait in waits:
        begin = calendar.add_working_days(day, idle) if idle else day
        end = calendar.add_working_days(begin, wait) if wait else begin
        if due is not None and begin < due:
            due = calendar.add_working_days(due, wait) if wait else due
        pauses.append(Completion(number=len(pauses) + 1, asked_on=begin, received_on=end))
        day = end
    row._prefetched_objects_cache = {"completions": pauses}  # type: ignore[attr-defined]  # what Django keeps
    assert decision_clock(row, day).due_on == due


def test_asked_after_the_last_day_it_stays_late_and_the_event_says_so(cast: Cast) -> None:
    row = asked(cast, make_entrustment(cast.jinan_institution, received_on=date(2026, 11, 10)))
    assert Event.objects.get(stream=row.stream, kind="cases.ask_completion").content["facts"]["late"] is True
    with at(date(2026, 11, 27)):
        row = completed(cast, row, date(2026, 11, 27), received="示例病历")
    row.refresh_from_db()
    assert row.due_on == date(2026, 11, 19) and row.is_late


def test_what_was_missing_is_filled_in_and_the_gate_opens(cast: Cast) -> None:
    for _each in range(3):
        make_appraiser(cast.jinan_institution)
    bare = (MaterialGiven("病历资料", quantity="1册"),)
    row = make_entrustment(cast.jinan_institution, purpose="", facts="", materials=bare)
    missing = {"purpose_missing", "facts_missing", "particulars_missing"}
    assert {finding.code for finding in may_accept(row, date(2026, 11, 25)).findings} == missing
    row = asked(cast, row)
    assert set(Event.objects.get(stream=row.stream, seq=2).content["facts"]["findings"]) == missing
    particulars = ParticularsGiven(1, "other", "", "复印件，清晰", "完好，密封", date(2026, 11, 20))
    row = completed(cast, row, date(2026, 11, 25), purpose="民事诉讼", facts="示例案情", particulars=(particulars,))
    row = Entrustment.objects.get(pk=row.pk)
    assert row.facts is not None and row.facts.reveal() == "示例案情"
    assert not may_accept(row, date(2026, 11, 25)).findings
    assert row.materials.get().quantity == "1册"
    told = Event.objects.get(stream=row.stream, kind="cases.complete_entrustment").content["facts"]
    assert (told["filled"], told["particulars"], told["materials"]) == (["purpose", "facts"], [1], 0)
    case = accept(
        row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, effective_on=date(2026, 11, 25), terms=make_terms()
    )
    assert case.pk == row.pk and verify().sound


def test_without_a_request_the_record_is_completed_and_the_time_runs_on(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution, purpose="")
    before = row.due_on
    row = completed(cast, row, purpose="民事诉讼")
    row.refresh_from_db()
    assert (row.state, row.purpose, row.due_on) == ("received", "民事诉讼", before)
    assert not Completion.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "received"),
        ({"purpose": "另一用途"}, "purpose"),
        ({"facts": "另一案情"}, "facts"),
        ({"received": "长" * 501}, "received"),
        ({"received": "有\0字"}, "received"),
        ({"materials": (MaterialGiven(" "),)}, "materials-0-name"),
        ({"materials": (MaterialGiven("示例", received_on=date(2026, 11, 26)),)}, "materials-0-received_on"),
        ({"materials": tuple(MaterialGiven("示例") for _each in range(50))}, ""),
        ({"particulars": (ParticularsGiven(1, quantity="9册"),)}, "particulars-0-quantity"),
        ({"particulars": (ParticularsGiven(7, quantity="9册"),)}, "particulars-0-position"),
    ],
)
def test_nothing_on_record_is_changed_and_nothing_unfit_is_recorded(
    cast: Cast, values: dict[str, Any], field: str
) -> None:
    row = asked(cast, make_entrustment(cast.jinan_institution))
    with pytest.raises(RuleBroken) as refusal:
        completed(cast, row, date(2026, 11, 25), **values)
    assert {finding.field for finding in refusal.value.findings} == {field}
    row.refresh_from_db()
    assert row.state == "awaiting" and row.materials.get().quantity == "1册"


@pytest.mark.parametrize("day", [None, date(2026, 11, 24), date(2026, 11, 26)])
def test_an_answer_comes_between_the_request_and_today(cast: Cast, day: date | None) -> None:
    row = asked(cast, make_entrustment(cast.jinan_institution))
    with pytest.raises(RuleBroken) as refusal:
        completed(cast, row, day, received="示例病历")
    assert {finding.field for finding in refusal.value.findings} == {"received_on"}


def test_an_answer_that_nobody_asked_for_has_no_day_of_its_own(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    with pytest.raises(RuleBroken) as refusal:
        completed(cast, row, date(2026, 11, 25), received="示例病历")
    assert {finding.field for finding in refusal.value.findings} == {"received_on", "received"}


@pytest.mark.parametrize("wanted", ["", " ", "长" * 2_001, "有\0字"])
def test_what_is_missing_is_said(cast: Cast, wanted: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        asked(cast, make_entrustment(cast.jinan_institution), wanted=wanted)
    assert {finding.field for finding in refusal.value.findings} == {"wanted"}


def test_an_awaited_entrustment_is_not_accepted_and_not_asked_about_twice(cast: Cast) -> None:
    row = asked(cast, make_entrustment(cast.jinan_institution))
    for again in (
        lambda: asked(cast, row),
        lambda: accept(
            row.pk,
            by=cast.actor("jinan_clerk"),
            version=row.trail_seq,
            effective_on=date(2026, 11, 25),
            terms=make_terms(),
        ),
    ):
        with pytest.raises(RuleBroken) as refusal:
            again()
        assert [finding.code for finding in refusal.value.findings] == ["completion_awaited"]
    with pytest.raises(StaleState):
        asked(cast, row, version=1)


def test_what_never_comes_ends_with_the_refusal_or_the_withdrawal_and_is_not_late(cast: Cast) -> None:
    by = cast.actor("jinan_clerk")
    first, second = (asked(cast, make_entrustment(cast.jinan_institution)) for _each in range(2))
    with at(date(2026, 12, 28)):
        first = refuse(first.pk, by=by, version=first.trail_seq, ground="TZ15-2", reason="示例：委托人未补充材料")
        second = withdraw(second.pk, by=by, version=second.trail_seq, reason="示例：委托人来函撤回")
    assert (first.state, second.state) == ("refused", "withdrawn")
    assert Event.objects.get(stream=first.stream, kind="cases.refuse_entrustment").content["facts"]["late"] is False
    for row in (first, second):
        row.refresh_from_db()
        assert row.due_on is not None and row.due_on > date(2026, 12, 28)
        assert not decision_clock(row, date(2027, 2, 1)).late
        with pytest.raises(RuleBroken):
            completed(cast, row, date(2026, 11, 25), received="示例病历")
    assert verify().sound


@pytest.mark.parametrize("who", ["qingdao_clerk", "jinan", "province", "appraiser", "administrator"])
def test_only_the_institution_asks_and_completes(cast: Cast, who: str) -> None:
    row = make_entrustment(cast.jinan_institution)
    with pytest.raises(NotAllowed):
        ask(row.pk, by=cast.actor(who), version=row.trail_seq, wanted=WANTED, period_until=date(2026, 12, 31))
    row = asked(cast, row)
    completion = CompletionGiven(received="示例病历")
    with pytest.raises(NotAllowed):
        complete(
            row.pk, by=cast.actor(who), version=row.trail_seq, completion=completion, received_on=date(2026, 11, 25)
        )


def test_the_letter_is_written_once_and_told_to_who_asks(cast: Cast) -> None:
    row = asked(cast, make_entrustment(cast.jinan_institution))
    key = Completion.objects.get(entrustment=row).pk
    assert OutboxMessage.objects.get(topic=LETTER_JOB).payload == {"completion": str(key)}
    assert write_completion_request(key) and not write_completion_request(key)
    letter = Completion.objects.get(pk=key).letter
    assert letter is not None
    text = text_of(content_of(letter))
    assert set("补充委托材料告知书住院病历全本司法鉴定程序通则第十四条") <= set(text)
    assert Notice.objects.filter(user=cast.jinan_clerk.user, kind="completion_letter_ready").count() == 1


def test_one_awaited_elsewhere_still_holds_its_reference(cast: Cast) -> None:
    reference = "（2026）示例01民初777号"
    asked(cast, make_entrustment(cast.jinan_institution, client_reference=reference))
    other = make_entrustment(cast.qingdao_institution, client_reference=reference)
    assert "filed_elsewhere" in {finding.code for finding in may_accept(other, date(2026, 11, 25)).findings}


def test_a_recount_keeps_the_days_of_the_client(cast: Cast) -> None:
    row = asked(cast, make_entrustment(cast.jinan_institution))
    new = MaterialGiven("示例影像", "other", "1张", "胶片", "完好", date(2026, 11, 25))
    row = completed(cast, row, date(2026, 11, 25), materials=(new,))
    with at(date(2026, 11, 27)):
        row = asked(cast, row, reason="示例：新影像缺少拍摄日期")
    with at(date(2026, 12, 10)):
        row = completed(cast, row, date(2026, 12, 9), received="示例病历")
        row.refresh_from_db()
        before = row.due_on
        assert recount(2026) == (0, 0)
    row.refresh_from_db()
    assert row.due_on == before and before is not None and before > date(2026, 12, 9)


def test_the_models_and_the_migrations_agree(db: None) -> None:
    call_command("makemigrations", "cases", check=True, dry_run=True, verbosity=0)
