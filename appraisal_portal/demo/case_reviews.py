"""Case reviews of the demo: one round gone through to the closed finding, one under review, by the verbs of each.

The days lie in the past and are entered today, which the trail shows. Where a persona holds the posting, the persona
acts; an institution without personas answers through the portal itself.
"""

from datetime import date, timedelta
from functools import partial
from typing import Final

from appraisal_portal.demo.plan import Plan
from cases.models import Case
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.once import Answer, digest_of, once
from foundation.law import queries as law
from institutions.actions.finding import order
from institutions.actions.rectifying import CLOSE, answer, recheck
from institutions.models import Institution
from quality.actions.concluding import close_round, conclude, record_finding
from quality.actions.drawing import draw
from quality.actions.opening import MOST_POOL, Opening, open_round
from quality.actions.reviewing import OpinionGiven, submit
from quality.models import CaseReviewRound, DrawnCase, Review
from quality.states import DrawnState

OFFICER: Final = "demo-jinan"
CATEGORY: Final = "FY-02"
EXPERTS: Final = ("demo-expert", "demo-expert-second", "demo-expert-third")
PASSED, DEFECTS = "passed", "defects"
REMARK: Final = "示例：检验记录签名不全，论证可再充实。全部虚构。"
REASON: Final = "示例：两名专家意见不一，经复核档案后认定。全部虚构。"
GONE_THROUGH: Final = ((PASSED, PASSED), (DEFECTS, DEFECTS), (PASSED, DEFECTS))
UNDER_REVIEW: Final = ((PASSED, DEFECTS), (PASSED,))
"""What the experts said about the first cases of each round; the others of the second wait for them."""


def review_cases(province: Plan) -> int:
    """Take both rounds as far as planned, each once; return how many were taken now."""
    if Posting.objects.filter(user__username__in=EXPERTS).count() < len(EXPERTS):
        return 0  # a demo that was opened before these experts were personas
    done = 0
    for key, run in (("closed", _gone_through), ("running", _under_review)):
        act = partial(run, province.until)
        done += once("demo:case_review", f"{province.seed}/{key}", digest_of({"key": key}), act)[1]
    return done


def _gone_through(until: date) -> Answer:
    """Opened, drawn, reviewed blind, a finding, an order, its answer, the re-check, closed."""
    row, by = _drawn("示例：法医临床鉴定案件评查", size=3, until=until - timedelta(days=40), back=330), _acting(OFFICER)
    cases = _reviewed(row, GONE_THROUGH, until - timedelta(days=36))
    for case in cases:
        if case.state == DrawnState.DISAGREED:
            conclude(
                case.pk, by=by, version=case.trail_seq, conclusion=PASSED, reason=REASON,
                occurred_on=until - timedelta(days=35),
            )  # fmt: skip
        elif case.conclusion == DEFECTS:
            _put_right(case, by, until - timedelta(days=34))
    row.refresh_from_db()
    close_round(row.pk, by=by, version=row.trail_seq, occurred_on=until - timedelta(days=14))
    return {"id": row.pk}


def _under_review(until: date) -> Answer:
    """Drawn a few days ago: one case differs, one waits for the second opinion, the others for both."""
    row = _drawn("示例：法医临床鉴定意见书专项评查", size=4, until=until - timedelta(days=4), back=330)
    _reviewed(row, UNDER_REVIEW, until - timedelta(days=1))
    return {"id": row.pk}


def _drawn(name: str, *, size: int, until: date, back: int) -> CaseReviewRound:
    """Open a round over the cases issued in the `back` days before and draw it on the day `until`.

    A large province has more cases in these days than a list may hold; then of fewer days.
    """
    by, opened = _acting(OFFICER), until - timedelta(days=3)
    while back > 1 and _issued(by, opened, back) > MOST_POOL:
        back //= 2
    given = Opening(
        name=name,
        year=opened.year,
        issued_from=opened - timedelta(days=back),
        issued_until=opened - timedelta(days=1),
        size=size,
        seed_source="示例公开开奖结果",
        seed_on=until - timedelta(days=1),
        practice_code=CATEGORY,
    )
    row = open_round(given, by=by, occurred_on=opened, is_synthetic=True)
    return draw(row.pk, by=by, version=row.trail_seq, value=f"示例{until:%m%d}", occurred_on=until)


def _issued(by: PostedActor, opened: date, back: int) -> int:
    cases = Case.objects.visible_to(by).issued_in(opened - timedelta(days=back), opened - timedelta(days=1))
    return cases.filter(practice_code=CATEGORY).count()


def _reviewed(row: CaseReviewRound, said: tuple[tuple[str, ...], ...], on: date) -> list[DrawnCase]:
    """Have the experts say this about the cases, in the order of the draw; return those cases as they stand then."""
    cases = list(DrawnCase.objects.filter(round=row).order_by("rank")[: len(said)])
    for case, conclusions in zip(cases, said, strict=True):
        reviews = Review.objects.filter(drawn=case).select_related("reviewer__user").order_by("position")
        for review, conclusion in zip(reviews, conclusions, strict=False):
            by = PostedActor(review.reviewer.user, review.reviewer)
            submit(review.pk, by=by, version=review.trail_seq, given=_opinion(conclusion, on), occurred_on=on)
        case.refresh_from_db()
    return cases


def _opinion(conclusion: str, on: date) -> OpinionGiven:
    points = 9 if conclusion == PASSED else 6
    scores = {each.code: points for each in law.grounds("case_review_criteria", on)}
    return OpinionGiven(scores, conclusion, "" if conclusion == PASSED else REMARK)


def _put_right(case: DrawnCase, by: PostedActor, on: date) -> None:
    """From the finding over the order and the answer to the re-check that closes both."""
    finding = record_finding(
        case.pk, by=by, version=case.trail_seq, ground="PC-4", description=REMARK, severity="medium", occurred_on=on
    )
    row = order(
        finding.pk, by=by, version=finding.trail_seq, days=15, occurred_on=on + timedelta(days=1),
        requirement="示例：补齐检验记录签名，完善复核制度，报送整改材料。全部虚构。",
    )  # fmt: skip
    row = answer(
        row.pk, by=_of(case.institution), version=row.trail_seq, occurred_on=on + timedelta(days=14),
        text="示例：已补齐签名，修订复核制度并组织学习。全部虚构。",
    )  # fmt: skip
    recheck(
        row.pk, by=by, version=row.trail_seq, result=CLOSE, occurred_on=on + timedelta(days=18),
        reason="示例：经现场核查，整改到位。全部虚构。",
    )  # fmt: skip


def _of(institution: Institution) -> Actor:
    """Who answers for an institution: its head where a persona is, else the portal itself."""
    heads = Posting.objects.select_related("user", "organisation").filter(
        role=Role.HEAD_OF_INSTITUTION, organisation=institution.organisation_id
    )
    posting = heads.first()
    return PostedActor(posting.user, posting) if posting is not None else SYSTEM


def _acting(username: str) -> PostedActor:
    posting = (
        Posting.objects.select_related("user", "organisation")
        .filter(user__username=username)
        .order_by("valid_from", "pk")[0]
    )
    return PostedActor(posting.user, posting)
