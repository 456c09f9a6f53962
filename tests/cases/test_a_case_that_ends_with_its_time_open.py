"""A case ends while a supplement is awaited or an extension undecided: nothing stays open, and nothing is made up."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from cases.actions import extending, supplementing
from cases.actions.terminating import terminate
from cases.deadlines import clock_of
from cases.models import Case, Extension, Supplement
from foundation.audit.errors import RuleBroken
from foundation.audit.models import Event
from foundation.audit.verify import verify
from foundation.clocks.queries import current_calendar
from tests.cases.test_the_time_of_a_case import SignIn, asked, at, decided, received, requested
from tests.factories.cases import make_case
from tests.factories.opinions import Office, brought_to, issued, make_office
from tests.people import Cast

BEGUN, TODAY = date(2026, 11, 10), date(2026, 11, 25)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with at(TODAY):
        yield


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, others=1, accepted_on=BEGUN)


def ended(cast: Cast, case: Case, on: date = TODAY, **values: Any) -> Case:
    case.refresh_from_db()
    given = {"version": case.trail_seq, "ground": "TZ29-4", "reason": "示例：委托人来函撤销委托", **values}
    until = TODAY + timedelta(days=14)
    return terminate(case.pk, by=cast.actor("jinan_clerk"), terminated_on=on, return_until=until, **given)


def test_a_termination_leaves_no_request_to_decide_and_no_supplement_to_come(cast: Cast, sign_in: SignIn) -> None:
    case = make_case(cast.jinan_institution, accepted_on=BEGUN)
    with at(date(2026, 11, 16)):
        asked(cast, requested(cast, case))
    ended(cast, case)
    case.refresh_from_db()
    clock = clock_of(case, TODAY)
    assert (clock.stopped_on, clock.paused, clock.late, clock.due_on) == (TODAY, 7, False, case.due_on)
    assert Extension.objects.get(case=case).state == "lapsed"
    assert Supplement.objects.get(case=case).received_on is None
    assert verify(case.stream).sound
    page = sign_in("jinan_head").get(case.get_absolute_url()).content.decode()
    assert "鉴定结束前未收到" in page and "因鉴定结束，未作决定" in page
    assert (
        case.case_number
        not in sign_in("jinan_head").get(reverse("work", args=["extensions_to_decide"])).content.decode()
    )


def test_nothing_goes_on_in_the_time_of_a_case_that_is_over(cast: Cast) -> None:
    case = make_case(cast.jinan_institution, accepted_on=BEGUN)
    waiting = requested(cast, case)
    ended(cast, case)
    case.refresh_from_db()
    with pytest.raises(RuleBroken, match="终止"):
        received(cast, case, TODAY)
    with pytest.raises(RuleBroken, match="终止"):
        decided(cast, waiting)


def test_the_decision_to_terminate_lies_after_what_is_on_file(cast: Cast) -> None:
    case = make_case(cast.jinan_institution, accepted_on=BEGUN)
    with at(date(2026, 11, 16)):
        asked(cast, case)
    case.refresh_from_db()
    received(cast, case, date(2026, 11, 20))
    with pytest.raises(RuleBroken) as broken:
        ended(cast, case, on=date(2026, 11, 19))
    assert [finding.field for finding in broken.value.findings] == ["terminated_on"]
    ended(cast, case, on=date(2026, 11, 20))


def test_a_suspended_case_past_its_stored_day_is_terminated_in_time(cast: Cast) -> None:
    case = make_case(cast.jinan_institution, accepted_on=date(2026, 10, 12))  # the thirtieth working day: 23 November
    Case.objects.filter(pk=case.pk).update(due_on=date(2026, 11, 23))
    with at(date(2026, 11, 2)):
        asked(cast, case)
    ended(cast, case)
    case.refresh_from_db()
    facts = Event.objects.get(stream=case.stream, kind="cases.terminate").content["facts"]
    assert facts["late"] is False and case.due_on is not None and case.due_on > TODAY


def test_an_opinion_is_issued_net_of_the_pause_and_ends_the_open_request(cast: Cast, office: Office) -> None:
    with at(date(2026, 11, 16)):
        asked(cast, office.case)
    office.case.refresh_from_db()
    with pytest.raises(RuleBroken) as broken:
        brought_to(office, 1)
    assert [finding.code for finding in broken.value.findings] == ["suspended"]
    requested(cast, received(cast, office.case, date(2026, 11, 20)))
    brought_to(office, 3)
    issued(office)
    case = Case.objects.get(pk=office.case.pk)
    calendar = current_calendar()
    gross = calendar.working_days_between(BEGUN, TODAY)
    paused = calendar.working_days_between(date(2026, 11, 16), date(2026, 11, 20))
    assert (case.gross_days, case.turnaround_days) == (gross, gross - paused)
    assert Extension.objects.get(case=case).state == "lapsed"
    with pytest.raises(RuleBroken, match="已出具"):
        extending.request(
            case.pk, by=cast.actor("jinan_clerk"), version=case.trail_seq, days=5, reason="示例：需要专项检验"
        )
    with pytest.raises(RuleBroken, match="已出具"):
        supplementing.ask(
            case.pk, by=cast.actor("jinan_clerk"), version=case.trail_seq, wanted="示例：原件", supplier="client"
        )
    assert verify(case.stream).sound
