"""Every endpoint that writes stands in a table of acts beside its page, behind the same verb."""

import csv
from pathlib import Path
from typing import Any

import pytest
import time_machine

from cases.actions import filing
from cases.entrustments.api import EntrustmentWithdrawal
from foundation.audit.errors import Finding, RuleBroken
from foundation.exchange.api import scopes
from tests.agreements.test_same_answers_by_page_and_api import ACTS as OF_AGREEMENTS
from tests.annual_review.test_same_answers_by_page_and_api import ACTS as OF_ANNUAL_REVIEWS
from tests.cases.test_same_answers_after_the_issue import ACTS as OF_ISSUED_OPINIONS
from tests.cases.test_same_answers_by_page_and_api import ACTS as OF_CASES
from tests.cases.test_same_answers_by_page_and_api import Institution
from tests.complaints.test_same_answers_by_page_and_api import ACTS as OF_COMPLAINTS
from tests.cooperation.test_same_answers_by_page_and_api import ACTS as OF_COOPERATION
from tests.custody.test_same_answers_by_page_and_api import ACTS as OF_CUSTODY
from tests.early_warning.test_same_answers_by_page_and_api import ACTS as OF_WARNINGS
from tests.equipment.test_same_answers_by_page_and_api import ACTS as OF_EQUIPMENT
from tests.kpi.test_same_answers_by_page_and_api import ACTS as OF_RELEASES
from tests.layout.test_same_answers_by_page_and_api import ACTS as OF_LAYOUT
from tests.people import Cast
from tests.quality.test_same_answers_by_page_and_api import ACTS as OF_CASE_REVIEWS
from tests.recognition.test_same_answers_by_page_and_api import ACTS as OF_RECOGNITION
from tests.reporting.test_same_answers_by_page_and_api import ACTS as OF_REPORTS
from tests.sameness import compare
from tests.standing.test_same_answers_by_page_and_api import ACTS as OF_STANDING
from tests.standing.test_same_answers_of_heads import ACTS as OF_HEADS
from tests.standing.test_same_answers_of_premises import ACTS as OF_PREMISES
from tests.standing.test_same_answers_of_registers import ACTS as OF_REGISTERS
from tests.standing.test_same_answers_of_suspensions import ACTS as OF_SUSPENSIONS

ACTS = (
    *OF_CASES, *OF_ISSUED_OPINIONS,
    *OF_COMPLAINTS, *OF_STANDING, *OF_EQUIPMENT, *OF_CASE_REVIEWS, *OF_ANNUAL_REVIEWS, *OF_RELEASES,
    *OF_WARNINGS, *OF_REPORTS, *OF_REGISTERS, *OF_RECOGNITION, *OF_SUSPENSIONS, *OF_COOPERATION,
    *OF_LAYOUT, *OF_PREMISES, *OF_CUSTODY, *OF_HEADS, *OF_AGREEMENTS,
)  # fmt: skip
WITHDRAWAL = next(act for act in OF_CASES if act.page == "entrustment_withdraw")
DOORS = Path(__file__).resolve().parents[1] / "access" / "doors.csv"


def doors() -> dict[str, str]:
    """The verb behind each page, and behind what each endpoint writes."""
    verbs = {scope.code: scope.verb for scope in scopes.all_scopes()}
    found: dict[str, str] = {}
    with DOORS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["door"] == "verb":
                found[row["name"]] = row["verb"]
            for need in row["verb"].split() if row["door"] == "api" else ():
                method, scope = need.split(":", 1)
                if method != "GET":
                    found[row["name"]] = verbs[scope]
    return found


def test_every_endpoint_that_writes_has_its_act_and_its_page_asks_for_the_same_verb() -> None:
    behind = doors()
    assert {act.endpoint for act in ACTS} == {name for name in behind if name.startswith("api_")}
    differing = {(act.page, act.endpoint) for act in ACTS if behind[act.page] != behind[act.endpoint]}
    assert differing == set()


def reason_lost(*keys: Any, reason: str, **said: Any) -> Any:
    return filing.withdraw(*keys, reason=f"{reason}。", **said)


def other_words(*keys: Any, **said: Any) -> Any:
    try:
        return filing.withdraw(*keys, **said)
    except RuleBroken as refused:
        raise RuleBroken([Finding("示例：别的话", field=each.field) for each in refused.findings]) from refused


def other_field(*keys: Any, **said: Any) -> Any:
    try:
        return filing.withdraw(*keys, **said)
    except RuleBroken as refused:
        raise RuleBroken([Finding(each.message, field="version") for each in refused.findings]) from refused


@pytest.mark.parametrize("otherwise", [reason_lost, other_words, other_field])
def test_an_endpoint_that_does_or_says_something_else_is_noticed(
    cast: Cast, otherwise: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EntrustmentWithdrawal, "verb", staticmethod(otherwise))
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False), pytest.raises(AssertionError):
        compare(Institution(cast), WITHDRAWAL)
