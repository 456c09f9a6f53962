"""Case reviews, brought along by their verbs: experts, a round, its draw, two opinions, a finding, an order."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.law import queries as law
from institutions.actions.finding import order
from institutions.models import Finding, Institution, RectificationOrder
from quality.actions.concluding import record_finding
from quality.actions.drawing import draw
from quality.actions.opening import Opening, open_round
from quality.actions.reviewing import OpinionGiven, submit
from quality.models import CaseReviewRound, DrawnCase, Review
from tests.factories.bodies import make_organisation
from tests.factories.cases import make_case
from tests.factories.users import make_posting

ISSUED = date(2026, 10, 20)
_serial = count(1)


def make_experts(number: int = 3) -> list[Posting]:
    """Make experts of a society of their own."""
    society = make_organisation(f"示例专家库{next(_serial)}", "association", "370000", level="province")
    return [make_posting(f"expert{next(_serial)}", Role.EXPERT, society) for _each in range(number)]


def acting(posting: Posting) -> PostedActor:
    """Return the actor of a posting."""
    return PostedActor(posting.user, posting)


def make_opening(**values: Any) -> Opening:
    """Return what a complete round is about; keywords replace fields."""
    given: dict[str, Any] = {
        "name": "示例法医临床案件评查",
        "year": timezone.localdate().year,
        "issued_from": date(2026, 10, 1),
        "issued_until": date(2026, 10, 31),
        "size": 2,
        "seed_source": "示例公开开奖结果第001期",
        "seed_on": timezone.localdate() + timedelta(days=1),
    }
    return Opening(**{**given, **values})


def make_round(institution: Institution, by: PostedActor, *, cases: int = 4, **values: Any) -> CaseReviewRound:
    """Open a round over issued cases of an institution, in the name of an officer, two days ago."""
    for _each in range(cases):
        make_case(institution, issued_on=ISSUED)
    before = timezone.localdate() - timedelta(days=2)
    given = make_opening(**{"seed_on": before + timedelta(days=1), **values})
    return open_round(given, by=by, occurred_on=before, is_synthetic=True)


def make_drawn(institution: Institution, by: PostedActor, **values: Any) -> CaseReviewRound:
    """Open and draw a round."""
    row = make_round(institution, by, **values)
    return draw(row.pk, by=by, version=row.trail_seq, value="12345")


def make_opinion(conclusion: str = "passed", **values: Any) -> OpinionGiven:
    """Return a complete opinion."""
    scores = {each.code: 8 for each in law.grounds("case_review_criteria", timezone.localdate())}
    given: dict[str, Any] = {"scores": scores, "conclusion": conclusion, "remarks": "示例：论证不够充分"}
    return OpinionGiven(**{**given, **values})


def give(review: Review, conclusion: str = "passed") -> Review:
    """Give the opinion of a review in the name of its reviewer."""
    return submit(review.pk, by=acting(review.reviewer), version=review.trail_seq, given=make_opinion(conclusion))


def make_reviewed(institution: Institution, by: PostedActor, *conclusions: str, **values: Any) -> DrawnCase:
    """Draw a round of one case and have both opinions given; return the case."""
    row = make_drawn(institution, by, **{"size": 1, **values})
    drawn = DrawnCase.objects.get(round=row)
    for review, conclusion in zip(drawn.reviews.order_by("position"), conclusions or ("defects",) * 2, strict=True):
        give(review, conclusion)
    drawn.refresh_from_db()
    return drawn


def make_finding(institution: Institution, by: PostedActor) -> Finding:
    """Bring a case review to its finding."""
    drawn = make_reviewed(institution, by)
    return record_finding(
        drawn.pk,
        by=by,
        version=drawn.trail_seq,
        ground="PC-4",
        description="示例：实时记录缺少签名",
        severity="medium",
    )


def make_rectification(
    institution: Institution, by: PostedActor, *, days: int = 15, on: date | None = None
) -> RectificationOrder:
    """Bring a case review to its rectification order."""
    finding = make_finding(institution, by)
    requirement = "示例：补齐记录，完善签名制度"
    return order(finding.pk, by=by, version=finding.trail_seq, requirement=requirement, days=days, occurred_on=on)
