"""Every act on a letter of entrustment does the same by its page and by the API, and is refused alike."""

from datetime import date
from typing import Any

import pytest

from cases.actions import agreeing, filing, terminating
from cases.models import Case, Entrustment
from tests.factories.agreements import CONSENT, GIVEN, accepted
from tests.factories.agreements import WHY as CHANGED
from tests.factories.entrustments import make_entrustment
from tests.people import Cast
from tests.sameness import Act, Given, Scene, Thing, compare, latest

CLERK = "jinan_clerk"
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
ELSEWHERE = (("qingdao_clerk", 404), ("jinan", 403))


class House(Scene):
    """The institution in Jinan with entrustments and cases of its own."""

    tables = ("cases",)
    drawn = frozenset({"code"})

    def entrusted(self) -> Entrustment:
        return make_entrustment(self.cast.jinan_institution, received_on=date(2026, 11, 20))

    def withdrawn(self) -> Entrustment:
        row = self.entrusted()
        return filing.withdraw(row.pk, by=self.actor(CLERK), version=row.trail_seq, reason="示例：来函撤回")

    def accepted(self) -> Entrustment:
        row = self.entrusted()
        accepted(row, by=self.actor(CLERK))
        return latest(row)

    def case(self) -> Case:
        return accepted(self.entrusted(), by=self.actor(CLERK), effective_on=date(2026, 11, 23))

    def ended(self) -> Case:
        row = self.case()
        return terminating.terminate(
            row.pk, by=self.actor(CLERK), version=row.trail_seq, ground="SD36-1", reason=CHANGED,
            terminated_on=date(2026, 11, 25), return_until=date(2026, 12, 31),
        )  # fmt: skip

    def signed(self) -> Case:
        row = self.case()
        version = row.agreements.get().trail_seq
        return agreeing.keep_signed(
            row.pk, by=self.actor(CLERK), version=version, number=1, signed_on=date(2026, 11, 25)
        )


def letter_of(case: Case) -> Any:
    return case.agreements.order_by("-number").first()


def ticked(_scene: House, _thing: Thing, given: Given) -> Given:
    """The form knows a tick only where it is set."""
    said = {name: value for name, value in given.items() if name != "risks_told"}
    return {**said, "risks_told": "on"} if given.get("risks_told") else said


NOBODY = "00000000-0000-4000-8000-000000000000"
TERMS_AMISS: tuple[Given, ...] = (
    {"fee": "-1"},
    {"copies": 21},
    {"delivery": "x"},
    {"delivery": "mail"},
    {"delivery": "other"},
    {"leftover": "dispose"},
    {"leftover": "other", "leftover_weeks": None},
    {"leftover_weeks": 521},
    {"limit_days": 20, "limit_until": "2026-12-31"},
    {"limit_days": 501},
    {"limit_until": "2026-11-20"},
    {"limit_until": "2036-11-20"},
    {"recused": [NOBODY], "recusal_reason": "示例：近亲属"},
    {"recusal_reason": "示例：近亲属"},
    {"disputes": "arbitrate"},
    {"disputes": "other"},
    {"risks_told": False},
    {"other_terms": "长" * 2_001},
    {"officer": "长" * 201},
)
CHANGE: Given = {
    **GIVEN, "officer": "", "limit_days": 45, "agreed_on": "2026-11-24", "consent": CONSENT, "reason": CHANGED,
}  # fmt: skip
ACTS = (
    Act(
        "entrustment_accept", "api_entrustments_accept", CLERK, House.entrusted,
        {"effective_on": "2026-11-25", "reason": "", **GIVEN}, "cases.accept_entrustment", "accepted",
        amiss=({"effective_on": "2026-11-26"}, {"effective_on": "2026-11-19"}, SHORT, LONG, *TERMS_AMISS),
        wrong=(House.withdrawn, House.accepted), strangers=ELSEWHERE, typed=ticked,
    ),
    Act(
        "entrustment_decision_time", "api_entrustments_time", CLERK, House.entrusted,
        {"days": 20, "nature": "complex", "agreed_on": "2026-11-25", "reason": CHANGED},
        "cases.agree_decision_time", "received",
        amiss=({"days": 7}, {"days": 251}, {"nature": "x"}, {"agreed_on": "2026-11-26"},
               {"agreed_on": "2026-11-19"}, SHORT, LONG),
        wrong=(House.withdrawn, House.accepted), strangers=ELSEWHERE,
    ),
    Act(
        "case_agreement_amend", "api_cases_agreement_change", CLERK, House.case, CHANGE, "cases.amend_agreement",
        amiss=(
            {"agreed_on": "2026-11-26"}, {"agreed_on": "2026-11-20"}, SHORT, LONG, {"consent": "x"},
            {"consent": "长" * 501}, {"limit_days": None}, *TERMS_AMISS,
        ),
        wrong=(House.ended,), strangers=ELSEWHERE, typed=ticked,
    ),
    Act(
        "case_agreement_signed", "api_cases_agreement_signed", CLERK, House.case,
        {"number": 1, "signed_on": "2026-11-25"}, "cases.keep_signed_agreement",
        amiss=({"signed_on": "2026-11-26"},), wrong=(House.signed,), strangers=ELSEWHERE, seen=letter_of,
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(House(cast), act)
