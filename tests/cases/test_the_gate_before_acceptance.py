"""What the law asks before an entrustment may be accepted: each finding with its fact, article and way out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from cases.actions.filing import withdraw
from cases.entrustments.filing import MaterialGiven
from cases.gate import Verdict, asked_in, judge, may_accept
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser, make_entrustment, make_filing
from tests.factories.standing import make_bar_of_a_roster
from tests.people import Cast

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def ready(cast: Cast) -> Iterator[None]:
    """Three certified appraisers in Jinan, on a fixed day."""
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
        yield


def codes(verdict: Verdict) -> list[str]:
    return [finding.code for finding in verdict.findings]


def verdict_on(cast: Cast, on: date = TODAY, **values: Any) -> Verdict:
    return may_accept(make_entrustment(cast.jinan_institution, **values), on)


def test_nothing_stands_against_a_complete_entrustment_within_the_scope(cast: Cast) -> None:
    verdict = verdict_on(cast)
    assert codes(verdict) == []
    assert len(verdict.passed) == 12


def test_a_sub_item_counts_for_its_practice_category(cast: Cast) -> None:
    assert codes(verdict_on(cast, category="FY-0201")) == []


@pytest.mark.parametrize(("on", "expected"), [
    (date(2029, 6, 30), []), (date(2029, 7, 1), ["licence_not_valid", "too_few_appraisers"]),
    (date(2024, 7, 1), []), (date(2024, 6, 30), ["licence_not_valid", "too_few_appraisers"]),
])  # fmt: skip
def test_the_licence_holds_through_its_last_day(cast: Cast, on: date, expected: list[str]) -> None:
    assert codes(verdict_on(cast, on)) == expected


def test_a_category_outside_the_scope_names_what_is_registered(cast: Cast) -> None:
    (finding,) = verdict_on(cast, category="WZ-01").findings
    assert (finding.code, finding.overridable) == ("outside_scope", False)
    assert "第十五条第一项" in finding.article
    assert "法医临床鉴定" in finding.fact or "clinical" in finding.fact.lower()


def test_an_institution_out_of_practice_is_found(cast: Cast) -> None:
    filed = make_entrustment(cast.jinan_institution)
    cast.jinan_institution.status = "ended"
    write(cast.jinan_institution, "institution.measured", by=SYSTEM)
    filed.refresh_from_db()
    assert codes(may_accept(filed, TODAY)) == ["not_in_practice"]


def test_an_institution_that_a_roster_calls_suspended_is_found(cast: Cast) -> None:
    filed = make_entrustment(cast.jinan_institution)
    make_bar_of_a_roster(cast.jinan_institution, by=cast.actor("jinan"))
    assert codes(may_accept(filed, TODAY)) == ["restricted"]


def test_certificates_that_ended_or_are_for_other_categories_do_not_count(cast: Cast) -> None:
    other = make_institution("济南示例戊司法鉴定所", "370102")
    make_appraiser(other)
    make_appraiser(other, until=date(2026, 11, 24))
    make_appraiser(other, practice_codes=("FY-05",))
    (finding,) = may_accept(make_entrustment(other), TODAY).findings
    assert finding.code == "too_few_appraisers"
    assert "有1人" in finding.fact
    make_appraiser(other, until=TODAY)
    assert codes(may_accept(make_entrustment(other), TODAY)) == ["item_stopped"]
    make_appraiser(other)
    assert codes(may_accept(make_entrustment(other), TODAY)) == []


def test_the_same_reference_and_category_elsewhere_is_told_without_saying_where(cast: Cast) -> None:
    make_entrustment(cast.qingdao_institution, client_reference="(2026) 示例01民初第 77号")
    (finding,) = verdict_on(cast, client_reference="（2026）示例01民初77号").findings
    assert (finding.code, finding.overridable) == ("filed_elsewhere", True)
    assert "第十五条第六项" in finding.article
    assert not any(text in finding.fact + finding.way_out for text in ("青岛", "乙", "Qingdao"))


def test_another_category_or_a_withdrawn_entrustment_elsewhere_does_not_count(cast: Cast) -> None:
    make_entrustment(cast.qingdao_institution, client_reference="示例1号", category="FY-05")
    other = make_entrustment(cast.qingdao_institution, client_reference="示例1号")
    withdraw(other.pk, by=SYSTEM, version=other.trail_seq, reason="委托人来函撤回")
    assert codes(verdict_on(cast, client_reference="示例1号")) == []
    make_entrustment(cast.qingdao_institution, client_reference="")
    assert codes(verdict_on(cast, client_reference="")) == []


def test_filing_the_same_twice_is_noticed_and_names_the_other(cast: Cast) -> None:
    first = make_entrustment(cast.jinan_institution, client_reference="示例2号")
    assert codes(may_accept(first, TODAY)) == []
    (finding,) = verdict_on(cast, client_reference="示例2号").findings
    assert finding.code == "filed_twice"
    assert first.code in finding.fact


def test_missing_statutory_fields_are_found_with_their_articles(cast: Cast) -> None:
    found = {finding.code: finding for finding in verdict_on(cast, purpose="", facts="", materials=()).findings}
    assert set(found) == {"purpose_missing", "facts_missing", "materials_missing"}
    assert all(finding.article and finding.fact and finding.way_out for finding in found.values())


def test_a_material_without_its_particulars_is_named(cast: Cast) -> None:
    (finding,) = verdict_on(cast, materials=(MaterialGiven("X光片", "other", "2张"),)).findings
    assert finding.code == "particulars_missing"
    assert "X光片" in finding.fact


def test_the_gate_says_the_same_before_filing_and_after(cast: Cast) -> None:
    filing = make_filing(purpose="", materials=(MaterialGiven("X光片"),), category="WZ-03")
    before = judge(asked_in(filing, cast.jinan_institution, TODAY))
    after = may_accept(make_entrustment(cast.jinan_institution, **vars(filing)), TODAY)
    assert codes(before) == codes(after) != []
    assert before.passed == after.passed
