"""Every act of a case review and a rectification does the same by its page and by the API, and is refused alike."""

from collections.abc import Iterator

import pytest
import time_machine

from foundation.law import queries as law
from institutions.actions.finding import order
from institutions.actions.rectifying import answer, recheck
from institutions.models import Finding, RectificationOrder
from quality.actions.concluding import close_round, conclude, record_finding
from quality.actions.reviewing import recuse
from quality.models import CaseReviewRound, DrawnCase, Review
from tests.complaints.investigations import make_leader
from tests.factories.reviews import ISSUED, give, make_drawn, make_experts, make_round
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare, latest

WHY = "示例：已核实材料"
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
TOO_LONG = "长" * 2_001
ELSEWHERE = (("qingdao", 404), ("jinan_clerk", 403), ("province", 422))
FOUND = {"ground": "PC-4", "description": "示例：实时记录缺少签名", "severity": "medium"}


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Organ(Scene):
    """The organ of Jinan with a round of one drawn case, its two reviewers, and two more experts."""

    tables = ("quality", "institutions")
    drawn = frozenset({"code", "order"})

    def __init__(self, cast: Cast) -> None:
        make_experts(4)
        self.round_ = make_drawn(cast.jinan_institution, cast.actor("jinan"), size=1)
        self.case_ = DrawnCase.objects.get(round=self.round_)
        one, two = self.case_.reviews.order_by("position")
        super().__init__(cast, first=one.reviewer, second=two.reviewer, leader=make_leader(cast))
        self.one, self.two = one, two

    def nothing(self) -> None:
        """An act that begins something."""

    def undrawn(self) -> CaseReviewRound:
        return make_round(self.cast.jinan_institution, self.actor("jinan"), cases=0)

    def under_review(self) -> CaseReviewRound:
        return latest(self.round_)

    def review(self) -> Review:
        return latest(self.one)

    def given(self) -> Review:
        return give(self.review())

    def recused(self) -> Review:
        row = self.review()
        return recuse(row.pk, by=self.actor("first"), version=row.trail_seq, reason=WHY)

    def reviewed(self, *conclusions: str) -> DrawnCase:
        for row, conclusion in zip((self.one, self.two), conclusions, strict=True):
            give(latest(row), conclusion)
        return latest(self.case_)

    def differing(self) -> DrawnCase:
        return self.reviewed("good", "failed")

    def defective(self) -> DrawnCase:
        return self.reviewed("defects", "defects")

    def passed(self) -> DrawnCase:
        return self.reviewed("passed", "passed")

    def decided(self) -> DrawnCase:
        row = self.differing()
        return conclude(row.pk, by=self.actor("jinan"), version=row.trail_seq, conclusion="failed", reason=WHY)

    def round_of_passed(self) -> CaseReviewRound:
        self.passed()
        return self.under_review()

    def round_of_defective(self) -> CaseReviewRound:
        self.defective()
        return self.under_review()

    def closed_round(self) -> CaseReviewRound:
        row = self.round_of_passed()
        return close_round(row.pk, by=self.actor("jinan"), version=row.trail_seq)

    def finding(self) -> Finding:
        row = self.defective()
        return record_finding(row.pk, by=self.actor("jinan"), version=row.trail_seq, **FOUND)

    def ordered(self) -> RectificationOrder:
        row = self.finding()
        return order(row.pk, by=self.actor("jinan"), version=row.trail_seq, requirement="示例：补齐记录", days=15)

    def ordered_finding(self) -> Finding:
        return latest(self.ordered().finding)

    def answered(self) -> RectificationOrder:
        row = self.ordered()
        return answer(row.pk, by=self.actor("jinan_head"), version=row.trail_seq, text="示例：已补齐签名")

    def rechecked(self, result: str) -> RectificationOrder:
        row = self.answered()
        return recheck(row.pk, by=self.actor("jinan"), version=row.trail_seq, result=result, reason=WHY)

    def closed(self) -> RectificationOrder:
        return self.rechecked("close")

    def escalated(self) -> RectificationOrder:
        return self.rechecked("escalate")


def scores(**others: int) -> Given:
    """Eight points for every criterion; keywords give another number, by code without its stroke."""
    codes = [each.code for each in law.grounds("case_review_criteria", ISSUED)]
    return {code: others.get(code.replace("-", ""), 8) for code in codes}


def by_criterion(_scene: Organ, _row: Review, given: Given) -> Given:
    said = {name: value for name, value in given.items() if name != "scores"}
    return {**said, **{f"score_{code}": points for code, points in scores(**given["scores"]).items()}}


def all_scores(_scene: Organ, _row: Review, given: Given) -> Given:
    return {**given, "scores": scores(**given["scores"])}


OPENED = {
    "name": "示例法医临床案件评查", "year": 2026, "practice_code": "FY-02", "issued_from": "2026-10-01",
    "issued_until": "2026-10-31", "size": 2, "seed_source": "示例公开开奖结果第001期", "seed_on": "2026-11-26",
}  # fmt: skip
OPINION: Given = {"scores": {}, "conclusion": "defects", "remarks": "示例：论证不够充分"}
OF_ROUNDS = (
    Act(
        "review_round_new", "api_case_reviews", "jinan", Organ.nothing, OPENED, "quality.open_round",
        amiss=(
            {"name": "x"}, {"name": "长" * 201}, {"seed_source": "长" * 201}, {"issued_until": "2026-09-30"},
            {"issued_until": "2026-11-26"}, {"size": 0}, {"size": 51}, {"size": 40}, {"year": 2030},
            {"practice_code": "X"}, {"seed_on": "2026-11-25"},
        ),
        strangers=(("jinan_clerk", 403),), versioned=False,
    ),
    Act(
        "review_round_draw", "api_case_reviews_draw", "jinan", Organ.undrawn, {"value": "12345"}, "quality.draw",
        "drawn", amiss=({"value": "长" * 201},), wrong=(Organ.under_review,), strangers=ELSEWHERE,
    ),
    Act(
        "review_round_close", "api_case_reviews_close", "jinan", Organ.round_of_passed, {}, "quality.close_round",
        "closed", wrong=(Organ.under_review, Organ.round_of_defective, Organ.closed_round, Organ.undrawn),
        strangers=ELSEWHERE,
    ),
    Act(
        "drawn_case_conclude", "api_drawn_cases_conclude", "jinan", Organ.differing,
        {"conclusion": "failed", "reason": WHY}, "quality.conclude", "concluded", amiss=(SHORT, LONG),
        wrong=(Organ.passed, Organ.decided), strangers=ELSEWHERE,
    ),
    Act(
        "drawn_case_finding", "api_drawn_cases_finding", "jinan", Organ.defective, FOUND, "quality.record_finding",
        amiss=({"ground": "PC-99"}, {"description": "x"}, {"description": TOO_LONG}),
        wrong=(Organ.passed, Organ.differing), strangers=ELSEWHERE,
    ),
)  # fmt: skip
OF_REVIEWS = (
    Act(
        "case_review", "api_reviews_opinion", "first", Organ.review, OPINION, "quality.review", "submitted",
        amiss=({"scores": {"PC4": 11}}, {"scores": {"PC4": -1}}, {"remarks": "x"}, {"remarks": TOO_LONG}),
        wrong=(Organ.given,), strangers=(("second", 404), ("jinan", 403)), typed=by_criterion, sent=all_scores,
    ),
    Act(
        "case_review_recuse", "api_reviews_recuse", "first", Organ.review, {"reason": WHY}, "quality.review",
        "ended", amiss=(SHORT, LONG), wrong=(Organ.given,), strangers=(("second", 404), ("jinan", 403)),
    ),
    Act(
        "case_review_replace", "api_reviews_replace", "jinan", Organ.review, {"reason": WHY},
        "quality.replace_reviewer", "ended", amiss=(SHORT, LONG), wrong=(Organ.given, Organ.recused),
        strangers=ELSEWHERE,
    ),
)  # fmt: skip
OF_RECTIFICATIONS = (
    Act(
        "finding_order", "api_findings_order", "jinan", Organ.finding, {"requirement": "示例：补齐记录", "days": 15},
        "rectification.ordered",
        amiss=({"requirement": "x"}, {"requirement": TOO_LONG}, {"days": 0}, {"days": 61}),
        wrong=(Organ.ordered_finding,), strangers=ELSEWHERE,
    ),
    Act(
        "rectification_answer", "api_rectifications_answer", "jinan_head", Organ.ordered, {"text": "示例：已补齐"},
        "rectification.answer", "answered", amiss=({"text": "x"}, {"text": TOO_LONG}),
        wrong=(Organ.answered, Organ.closed), strangers=(("qingdao_clerk", 403), ("jinan", 403)),
    ),
    Act(
        "rectification_recheck", "api_rectifications_recheck", "jinan", Organ.answered,
        {"result": "close", "reason": WHY}, "rectification.recheck", "closed",
        amiss=(SHORT, LONG, {"result": "return"}, {"result": "return", "days": 61}),
        wrong=(Organ.ordered, Organ.closed, Organ.escalated), strangers=ELSEWHERE,
    ),
    Act(
        "rectification_recheck", "api_rectifications_recheck", "jinan", Organ.answered,
        {"result": "return", "days": 10, "reason": WHY}, "rectification.recheck", "open",
    ),
    Act(
        "rectification_recheck", "api_rectifications_recheck", "jinan", Organ.answered,
        {"result": "escalate", "reason": WHY}, "rectification.recheck", "escalated",
    ),
    Act(
        "rectification_decide", "api_rectifications_decide", "leader", Organ.escalated,
        {"decision": "renew", "days": 10, "reason": WHY}, "rectification.decide", "open",
        amiss=(SHORT, LONG, {"days": 0}, {"days": None}), wrong=(Organ.answered, Organ.closed),
        strangers=(("jinan", 403), ("jinan_clerk", 403), ("province_leader", 422)),
    ),
    Act(
        "rectification_decide", "api_rectifications_decide", "leader", Organ.escalated,
        {"decision": "hand_on", "reason": WHY}, "rectification.decide", "closed",
    ),
)  # fmt: skip
ACTS = (*OF_ROUNDS, *OF_REVIEWS, *OF_RECTIFICATIONS)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Organ(cast), act)
