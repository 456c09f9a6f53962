"""A suspended item resumes by report and decision, is deregistered, or runs out with its condition lost."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.models import Appraiser
from cases.gate import may_accept
from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.verify import verify
from governance.standing.actions.looking import look
from institutions.actions.ending_suspensions import end_suspension, give_up, report_kept
from institutions.models import Finding, Institution, Lapse, Restriction, ScopeItem
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.standing import make_accreditation, make_lapse, make_scope, make_suspended
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
PAPER = {"document_number": "示例决〔2026〕9号", "reason": "示例：依据文件决定"}
DONE = "示例：已聘专职鉴定人一名"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[Any]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False) as clock:
        yield clock


@pytest.fixture
def house(cast: Cast) -> Institution:
    """One item with two people too few for it, and one with three."""
    with transaction.atomic():
        for codes in (("FY-02", "FY-05"), ("FY-02", "FY-05"), ("FY-05",)):
            make_appraiser(cast.jinan_institution, practice_codes=codes)
    make_scope(cast.jinan_institution, "FY-0202", "FY-0502", by=cast.actor("jinan"))
    make_accreditation(cast.jinan_institution, "FY-05", by=cast.actor("jinan"))
    return cast.jinan_institution


def third_comes(house: Institution) -> Appraiser:
    with transaction.atomic():
        return make_appraiser(house, practice_codes=("FY-02",))


def accepting(cast: Cast, category: str) -> list[str]:
    made = make_entrustment(cast.jinan_institution, category=category)
    return [finding.code for finding in may_accept(made, TODAY).findings]


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [finding.code for finding in broken.value.findings]


def suspended(house: Institution, cast: Cast) -> Lapse:
    return make_suspended(house, cast, category="FY-0202")


def reported(house: Institution, cast: Cast) -> Lapse:
    row = suspended(house, cast)
    return report_kept(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, report=DONE)


def end(row: Lapse, cast: Cast, outcome: str) -> Lapse:
    row.refresh_from_db()
    return end_suspension(row.pk, by=cast.actor("jinan"), version=row.trail_seq, outcome=outcome, **PAPER)


def test_an_item_resumes_by_report_and_decision_and_not_by_the_nightly_look(cast: Cast, house: Institution) -> None:
    row = suspended(house, cast)
    third_comes(house)
    look(TODAY)
    row.refresh_from_db()
    assert row.state == "suspended" and accepting(cast, "FY-0202") == ["restricted"]
    report_kept(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, report=DONE)
    assert Notice.objects.filter(kind="suspension_reported").exists()
    look(TODAY)
    assert accepting(cast, "FY-0202") == ["restricted"]
    row = end(row, cast, "resume")
    assert (row.state, row.outcome, row.closed_on) == ("closed", "resumed", TODAY)
    assert Restriction.objects.get().lifted_on == TODAY
    assert accepting(cast, "FY-0202") == []
    assert verify().sound


def test_nothing_resumes_while_the_condition_is_lost_on_record(cast: Cast, house: Institution) -> None:
    row = reported(house, cast)
    with pytest.raises(RuleBroken) as broken:
        end(row, cast, "resume")
    assert codes(broken) == ["still_lost"]
    row = end(row, cast, "send_back")
    assert row.state == "suspended" and accepting(cast, "FY-0202") == ["restricted", "item_stopped"]


def test_a_deregistered_item_leaves_the_scope_and_no_other_does(cast: Cast, house: Institution) -> None:
    row = end(reported(house, cast), cast, "deregister")
    assert row.outcome == "deregistered"
    assert list(ScopeItem.objects.in_force(TODAY).values_list("category", flat=True)) == ["FY-0502"]
    assert Restriction.objects.get().lifted_on == TODAY
    assert verify().sound


def test_a_category_without_items_leaves_the_licence_but_not_the_only_one(cast: Cast) -> None:
    house = cast.jinan_institution
    row = make_lapse(house, "FY-02")
    row = give_up(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, report="示例：不再从事该项业务")
    assert row.state == "surrendered"
    end(row, cast, "deregister")
    house.refresh_from_db()
    assert house.practice_codes == ["FY-05"]
    other = make_lapse(house, "FY-05")
    other = give_up(other.pk, by=cast.actor("jinan_head"), version=other.trail_seq, report="示例：不再从事该项业务")
    with pytest.raises(RuleBroken) as broken:
        end(other, cast, "deregister")
    assert codes(broken) == ["only_category"]


def test_a_request_that_is_not_granted_leaves_all_as_it_was(cast: Cast, house: Institution) -> None:
    row = make_lapse(house, "FY-0202")
    row = give_up(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, report="示例：不再从事该项业务")
    row = end(row, cast, "send_back")
    assert row.state == "open" and ScopeItem.objects.in_force(TODAY).count() == 2


def test_a_suspension_that_is_over_with_its_condition_lost_becomes_a_finding_once(
    cast: Cast, house: Institution, frozen: Any
) -> None:
    row = suspended(house, cast)
    with pytest.raises(RuleBroken) as broken:
        end(row, cast, "deregister")
    assert codes(broken) == ["nothing_to_end"]
    frozen.move_to("2027-05-25 10:00+08:00")
    day = date(2027, 5, 25)
    look(day)
    look(day)
    row.refresh_from_db()
    assert row.term_over_on == day
    assert [each.ground for each in Finding.objects.filter(source_id=row.pk)] == ["SD16-8"]
    assert Notice.objects.filter(kind="suspension_term_over").exists()
    assert Lapse.objects.to_end(day).get() == row
    row = end(row, cast, "deregister")
    assert row.outcome == "deregistered"


def test_a_suspension_that_is_over_with_its_condition_kept_closes_by_itself(
    cast: Cast, house: Institution, frozen: Any
) -> None:
    row = suspended(house, cast)
    third_comes(house)
    frozen.move_to("2027-05-25 10:00+08:00")
    look(date(2027, 5, 25))
    row.refresh_from_db()
    assert row.outcome == "restored"


def test_the_institution_reports_and_the_organ_of_its_city_decides(cast: Cast, house: Institution) -> None:
    row = reported(house, cast)
    for who in ("jinan_head", "qingdao", "lixia"):
        with pytest.raises(NotAllowed):
            end_suspension(row.pk, by=cast.actor(who), version=row.trail_seq, outcome="send_back", **PAPER)
    with pytest.raises(NotAllowed):
        give_up(row.pk, by=cast.actor("jinan"), version=row.trail_seq, report=DONE)
