"""Supplements that pause the time of a case, and extensions that lengthen it: the clock, the papers, the races."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import extending, supplementing
from cases.actions.recounting import recount
from cases.actions.terminating import terminate
from cases.actions.writing_letters import write_extension_notice, write_supplement_request
from cases.deadlines import clock_of
from cases.models import Case, Extension
from cases.turnarounds import turnaround_of
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import ClockState
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from tests.documents.test_papers import text_of
from tests.factories.assignments import make_assignment, make_posted_appraiser
from tests.factories.cases import make_case
from tests.people import Cast

SignIn = Callable[[str], Client]
START = date(2026, 10, 12)
REASON = "示例：需要专项检验"


def at(day: date) -> Any:
    return time_machine.travel(f"{day} 10:00+08:00", tick=False)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with at(date(2026, 11, 2)):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case whose letter took effect on 12 October; its thirtieth working day is 23 November."""
    row = make_case(cast.jinan_institution, accepted_on=START)
    Case.objects.filter(pk=row.pk).update(due_on=clock_of(row, START).due_on)
    row.refresh_from_db()
    return row


def asked(cast: Cast, case: Case, **values: Any) -> Case:
    given = {"version": case.trail_seq, "wanted": "示例：术后X线片原件", "supplier": "client", **values}
    return supplementing.ask(case.pk, by=cast.actor("jinan_clerk"), **given)


def received(cast: Cast, case: Case, on: date, **values: Any) -> Case:
    given = {"version": case.trail_seq, "received_on": on, "received": "示例：X线片2张", **values}
    return supplementing.receive(case.pk, by=cast.actor("jinan_clerk"), **given)


def requested(cast: Cast, case: Case, days: int = 30, **values: Any) -> Case:
    given = {"version": case.trail_seq, "days": days, "reason": REASON, **values}
    return extending.request(case.pk, by=cast.actor("jinan_clerk"), **given)


def decided(cast: Cast, case: Case, *, approve: bool = True, reason: str = "") -> Case:
    row = Extension.objects.filter(case=case).latest("number")
    return extending.decide(case.pk, by=cast.actor("jinan_head"), version=row.trail_seq, approve=approve, reason=reason)


def test_the_time_stands_still_between_request_and_receipt(cast: Cast, case: Case) -> None:
    assert case.due_on == date(2026, 11, 23)
    case = asked(cast, case)
    assert case.state == "suspended"
    with at(date(2026, 11, 30)):
        clock = clock_of(case, date(2026, 11, 30))
        assert (clock.state, clock.paused, clock.due_on) == (ClockState.PAUSED, 20, date(2026, 12, 21))
        case = received(cast, case, date(2026, 11, 6))
    case.refresh_from_db()
    assert (case.state, case.due_on) == ("in_progress", date(2026, 11, 27))  # 3, 4, 5 and 6 November do not count
    assert clock_of(case, date(2026, 11, 30)).due_on == case.due_on
    kinds = [event.kind for event in Event.objects.filter(stream=case.stream).order_by("seq")]
    assert kinds == ["case.imported", "cases.ask_supplement", "cases.receive_supplement"]
    assert verify().sound


def test_a_pause_of_no_day_changes_nothing(cast: Cast, case: Case) -> None:
    before = case.due_on
    case = received(cast, asked(cast, case), date(2026, 11, 2))
    case.refresh_from_db()
    assert case.due_on == before


def test_a_pause_after_the_last_day_changes_nothing_and_says_so(cast: Cast, case: Case) -> None:
    with at(date(2026, 12, 1)):
        case = asked(cast, case)
        assert Event.objects.get(stream=case.stream, kind="cases.ask_supplement").content["facts"]["late"] is True
    with at(date(2026, 12, 9)):
        case = received(cast, case, date(2026, 12, 8))
    case.refresh_from_db()
    assert case.due_on == date(2026, 11, 23)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 3)])
def test_a_supplement_comes_between_the_request_and_today(cast: Cast, case: Case, day: date) -> None:
    case = asked(cast, case)
    with pytest.raises(RuleBroken) as refusal:
        received(cast, case, day)
    assert {finding.field for finding in refusal.value.findings} == {"received_on"}


def test_what_is_wanted_is_said_and_asked_for_once(cast: Cast, case: Case) -> None:
    with pytest.raises(RuleBroken) as refusal:
        asked(cast, case, wanted=" ", supplier="nobody")
    assert {finding.field for finding in refusal.value.findings} == {"wanted", "supplier"}
    with pytest.raises(RuleBroken):
        received(cast, case, date(2026, 11, 2))
    case = asked(cast, case)
    with pytest.raises(RuleBroken):
        asked(cast, case)
    for who in ("jinan", "qingdao_clerk", "province"):
        with pytest.raises(NotAllowed):
            supplementing.receive(case.pk, by=cast.actor(who), version=case.trail_seq, received_on=date(2026, 11, 2))


def test_the_turnaround_is_net_of_the_pause(cast: Cast, case: Case) -> None:
    case = asked(cast, case)
    with at(date(2026, 11, 9)):
        case = received(cast, case, date(2026, 11, 6))
    span = turnaround_of(case, date(2026, 11, 13))
    assert (span.gross, span.net) == (24, 20)


def test_the_head_approves_and_the_period_is_longer(cast: Cast, case: Case) -> None:
    case = requested(cast, case)
    assert set(Notice.objects.filter(kind="extension_requested").values_list("user__username", flat=True)) == {
        "jinan_head"
    }
    with pytest.raises(RuleBroken):
        requested(cast, case)
    row = case.extensions.get()
    with pytest.raises(NotAllowed):
        extending.decide(case.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, approve=True)
    decided(cast, case)
    case.refresh_from_db()
    assert case.due_on == date(2027, 1, 5) == clock_of(case, date(2026, 11, 2)).due_on  # sixty working days
    assert OutboxMessage.objects.filter(topic=extending.LETTER_JOB).count() == 1
    row.refresh_from_db()
    with pytest.raises(RuleBroken):
        extending.inform(case.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, informed_on=date(2026, 11, 1))
    extending.inform(case.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, informed_on=date(2026, 11, 2))
    keys = {line.key for line in clock_of(case, date(2026, 11, 2)).lines}
    assert "extension_notified" in keys and "extended_too_far" not in keys
    assert verify().sound


def test_a_second_or_a_long_extension_warns_and_a_late_one_cures_nothing(cast: Cast, case: Case) -> None:
    decided(cast, requested(cast, case))
    case.refresh_from_db()
    case = requested(cast, case, days=31)
    facts = Event.objects.filter(kind="cases.request_extension").latest("seq").content["facts"]
    assert facts["warnings"] == ["extended_again", "extended_too_far"]
    decided(cast, case, approve=False, reason="示例：可以按期完成")
    case.refresh_from_db()
    assert (case.extensions.get(number=2).state, case.due_on) == ("declined", date(2027, 1, 5))
    with at(date(2027, 1, 11)):
        case = requested(cast, case, days=10)
        decided(cast, case)
        case.refresh_from_db()
        assert case.due_on == date(2027, 1, 5)
        assert "extended_late" in {line.key for line in clock_of(case, date(2027, 1, 11)).lines}


@pytest.mark.parametrize(("days", "reason"), [(0, REASON), (251, REASON), (10, "")])
def test_an_extension_has_days_and_a_reason(cast: Cast, case: Case, days: int, reason: str) -> None:
    with pytest.raises(RuleBroken):
        requested(cast, case, days, reason=reason)
    with pytest.raises(RuleBroken):
        extending.decide(case.pk, by=cast.actor("jinan_head"), version=0, approve=True)
    assert not Extension.objects.exists()


def test_an_appraiser_asks_for_his_own_cases_only(cast: Cast, case: Case) -> None:
    appraiser, posting = make_posted_appraiser("甲", cast.jinan_institution)
    actor = PostedActor(posting.user, posting)
    with pytest.raises(NotAllowed):
        extending.request(case.pk, by=actor, version=case.trail_seq, days=5, reason=REASON)
    make_assignment(case, appraiser)
    extending.request(case.pk, by=PostedActor(posting.user, posting), version=case.trail_seq, days=5, reason=REASON)
    assert Extension.objects.visible_to(PostedActor(posting.user, posting)).count() == 1


def test_the_letters_are_written_once_and_told(cast: Cast, case: Case) -> None:
    case = asked(cast, case)
    supplement = case.supplements.get()
    assert (write_supplement_request(supplement.pk), write_supplement_request(supplement.pk)) == (True, False)
    case = received(cast, case, date(2026, 11, 2))
    decided(cast, requested(cast, case))
    extension = case.extensions.get()
    assert (write_extension_notice(extension.pk), write_extension_notice(extension.pk)) == (True, False)
    texts = [set(text_of(content_of(file))) for file in StoredFile.objects.belonging_to(case.stream)]
    assert len(texts) == 2
    assert any(set("补充鉴定材料告知书术后线片原件不计入") <= text for text in texts)
    assert any(set("延长鉴定时限告知书经本机构负责人批准") <= text for text in texts)
    assert Notice.objects.filter(kind="supplement_letter_ready", user=cast.jinan_clerk.user).exists()


def test_a_new_calendar_recounts_paused_cases_by_their_whole_clock(cast: Cast, case: Case) -> None:
    case = asked(cast, case)
    with at(date(2026, 11, 9)):
        received(cast, case, date(2026, 11, 6))
    Case.objects.filter(pk=case.pk).update(due_on=date(2026, 1, 1))
    with at(date(2026, 11, 9)):
        assert recount(2026)[0] == 1
        case.refresh_from_db()
        assert case.due_on == date(2026, 11, 27)
        assert recount(2026) == (0, 0)


def test_a_recount_of_paused_cases_asks_no_more_for_more_of_them(cast: Cast) -> None:
    def questions() -> int:
        Case.objects.filter(supplements__isnull=False).update(due_on=date(2026, 1, 1))
        with CaptureQueriesContext(connection) as captured:
            recount(2026)
        return len(captured)

    def paused() -> None:
        with at(date(2026, 11, 2)):
            asked(cast, make_case(cast.jinan_institution, accepted_on=START))

    with at(date(2026, 11, 9)):
        recount(2026)
    paused()
    one = questions()
    for _each in range(5):
        paused()
    assert questions() == one


def test_a_paused_case_that_ended_before_the_year_is_left_alone(cast: Cast, case: Case) -> None:
    case = received(cast, asked(cast, case), date(2026, 11, 2))
    day, wrong = date(2026, 11, 2), date(2026, 1, 1)
    by, version = cast.actor("jinan_clerk"), case.trail_seq
    terminate(case.pk, by=by, version=version, ground="TZ29-4", reason=REASON, terminated_on=day, return_until=day)
    Case.objects.filter(pk=case.pk).update(due_on=wrong)
    recount(2027)
    assert Case.objects.get(pk=case.pk).due_on == wrong, "nothing of it lies in 2027"


steps = st.lists(
    st.tuples(st.sampled_from(["pause", "extend"]), st.integers(0, 25), st.integers(0, 20), st.integers(1, 40)),
    max_size=4,
)


def count_day_by_day(case: Case, rows: list[tuple[date, date]], extensions: list[tuple[date, int]]) -> date:
    """The last day, counted by hand: pauses take days out, an extension within the period adds some."""
    works = current_calendar().is_working_day

    def last(limit: int, known: date | None) -> date:
        day, counted = case.effective_on, 0
        pauses = [(begin, end) for begin, end in rows if known is None or begin < known]
        due = None
        while due is None:
            day += timedelta(days=1)
            held = any(begin < day <= (end if known is None else min(end, known)) for begin, end in pauses)
            counted += works(day) and not held
            due = day if counted == limit else None
        return due

    limit = 30
    for on, days in extensions:
        if on <= last(limit, on):
            limit += days
    return last(limit, None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=steps)
def test_the_stored_day_is_the_recomputed_one_and_extending_never_shortens(
    cast: Cast, world: list[tuple[str, int, int, int]]
) -> None:
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # durable verbs may stand in it
    with block:
        case, day = make_case(cast.jinan_institution, accepted_on=START), START
        pauses: list[tuple[date, date]] = []
        extensions: list[tuple[date, int]] = []
        for kind, wait, long, days in world:
            day += timedelta(days=wait)
            with at(day):
                before = clock_of(case, day).due_on
                if kind == "pause":
                    case = asked(cast, case)
                    pauses.append((day, day + timedelta(days=long)))
                    day += timedelta(days=long)
                    with at(day):
                        case = received(cast, case, day)
                else:
                    decided(cast, requested(cast, case, days))
                    case.refresh_from_db()
                    extensions.append((day, days))
                after = clock_of(case, day).due_on
            assert before is not None and after is not None and after >= before
            assert Case.objects.get(pk=case.pk).due_on == after
        if world:
            assert clock_of(case, day).due_on == count_day_by_day(case, pauses, extensions)
        transaction.set_rollback(True)


def test_the_pages_lead_through_pause_and_extension(cast: Cast, case: Case, sign_in: SignIn) -> None:
    clerk, head = sign_in("jinan_clerk"), sign_in("jinan_head")

    def post(client: Client, route: str, data: dict[str, Any]) -> str:
        case.refresh_from_db()
        answer = client.post(reverse(route, args=[case.pk]), {"version": case.trail_seq, **data}, follow=True)
        assert answer.status_code == 200, answer.content.decode()
        return answer.content.decode()

    address = reverse("supplement_ask", args=[case.pk])
    assert clerk.get(address).status_code == 200
    assert clerk.post(address, {"version": case.trail_seq, "wanted": "", "supplier": "x"}).status_code == 422
    page = post(clerk, "supplement_ask", {"wanted": "示例：X线片原件", "supplier": "client"})
    assert "中止" in page and "示例：X线片原件" in page and reverse("supplement_receive", args=[case.pk]) in page
    receive = reverse("supplement_receive", args=[case.pk])
    assert receive in clerk.get("/work/supplements_awaited/").content.decode()
    page = post(clerk, "supplement_receive", {"received_on": "2026-11-02", "received": ""})
    assert receive not in clerk.get("/work/supplements_awaited/").content.decode()
    assert reverse("extension_request", args=[case.pk]) in page
    page = post(clerk, "extension_request", {"days": "30", "reason": REASON})
    assert REASON in page
    decide = reverse("extension_decide", args=[case.pk])
    assert clerk.get(decide).status_code == 403 and REASON in head.get(decide).content.decode()
    assert decide in head.get("/work/extensions_to_decide/").content.decode()
    row = case.extensions.get()
    page = post(head, "extension_decide", {"version": row.trail_seq, "approve": "yes", "reason": ""})
    assert "延长30个工作日" in page.replace(" ", "")
    row.refresh_from_db()
    inform = reverse("extension_inform", args=[case.pk])
    assert inform in clerk.get("/work/extensions_to_tell/").content.decode()
    post(clerk, "extension_inform", {"version": row.trail_seq, "informed_on": "2026-11-02"})
    assert inform not in clerk.get("/work/extensions_to_tell/").content.decode()
    assert sign_in("qingdao_clerk").get(address).status_code == 404
    for route in ("supplement_receive", "extension_decide", "extension_inform"):
        client = head if route == "extension_decide" else clerk
        assert client.get(reverse(route, args=[case.pk])).status_code == 200


def test_the_page_of_a_busy_case_costs_a_fixed_number_of_questions(
    cast: Cast, case: Case, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in("jinan_clerk")
    for _each in range(3):
        case = received(cast, asked(cast, case), date(2026, 11, 2))
    client.get(case.get_absolute_url())
    with django_assert_max_num_queries(32):
        assert client.get(case.get_absolute_url()).status_code == 200
