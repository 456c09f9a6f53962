"""Races about case reviews, findings and rectification, and about annual reviews."""

from django.utils import timezone

from governance.annual_review.actions import deciding, opening, reviewing, submitting
from governance.annual_review.lines import digest_of, lines_today
from governance.annual_review.models import AnnualReview
from institutions.actions import rectifying
from institutions.actions.finding import order
from institutions.models import RectificationOrder
from quality.actions.concluding import close_round, conclude, record_finding
from quality.actions.drawing import draw
from quality.actions.opening import open_round
from quality.actions.reviewing import recuse, replace
from quality.models import CaseReviewRound, Review
from tests.factories import annual_reviews
from tests.factories.cases import make_case
from tests.factories.reviews import (
    ISSUED,
    acting,
    give,
    make_drawn,
    make_experts,
    make_finding,
    make_opening,
    make_rectification,
    make_reviewed,
    make_round,
)
from tests.people import Cast
from tests.races.kit import Deed, Scene

WHY = "示例：经复核档案后认定"


def opened_round(cast: Cast) -> Deed:
    make_experts()
    for _each in range(4):
        make_case(cast.jinan_institution, issued_on=ISSUED)
    given, by = make_opening(), cast.actor("jinan")
    return lambda: open_round(given, by=by)


def draw_of_a_round(cast: Cast) -> Deed:
    make_experts()
    row, by = make_round(cast.jinan_institution, cast.actor("jinan")), cast.actor("jinan")
    return lambda: draw(row.pk, by=by, version=row.trail_seq, value="12345")


def _review(cast: Cast) -> Review:
    make_experts()
    row = make_drawn(cast.jinan_institution, cast.actor("jinan"), size=1)
    return Review.objects.select_related("reviewer__user").get(drawn__round=row, position=1)


def opinion(cast: Cast) -> Deed:
    row = _review(cast)
    return lambda: give(row)


def recusal(cast: Cast) -> Deed:
    row = _review(cast)
    return lambda: recuse(row.pk, by=acting(row.reviewer), version=row.trail_seq, reason=WHY)


def replacement(cast: Cast) -> Deed:
    row = _review(cast)
    return lambda: replace(row.pk, by=cast.actor("jinan"), version=row.trail_seq, reason=WHY)


def conclusion(cast: Cast) -> Deed:
    make_experts()
    row, by = make_reviewed(cast.jinan_institution, cast.actor("jinan"), "passed", "defects"), cast.actor("jinan")
    return lambda: conclude(row.pk, by=by, version=row.trail_seq, conclusion="defects", reason=WHY)


def finding(cast: Cast) -> Deed:
    make_experts()
    row, by = make_reviewed(cast.jinan_institution, cast.actor("jinan")), cast.actor("jinan")
    return lambda: record_finding(
        row.pk, by=by, version=row.trail_seq, ground="PC-4", description=WHY, severity="medium"
    )


def closing(cast: Cast) -> Deed:
    make_experts()
    drawn = make_reviewed(cast.jinan_institution, cast.actor("jinan"), "passed", "passed")
    row = CaseReviewRound.objects.get(pk=drawn.round_id)
    return lambda: close_round(row.pk, by=cast.actor("jinan"), version=row.trail_seq)


def ordering(cast: Cast) -> Deed:
    make_experts()
    row, by = make_finding(cast.jinan_institution, cast.actor("jinan")), cast.actor("jinan")
    return lambda: order(row.pk, by=by, version=row.trail_seq, requirement=WHY, days=15)


def _order(cast: Cast) -> RectificationOrder:
    make_experts()
    return make_rectification(cast.jinan_institution, cast.actor("jinan"))


def answering(cast: Cast) -> Deed:
    row, by = _order(cast), cast.actor("jinan_head")
    return lambda: rectifying.answer(row.pk, by=by, version=row.trail_seq, text=WHY)


def rechecking(cast: Cast) -> Deed:
    row = _order(cast)
    row = rectifying.answer(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, text=WHY)
    by = cast.actor("jinan")
    return lambda: rectifying.recheck(row.pk, by=by, version=row.trail_seq, result="close", reason=WHY)


def leader_deciding(cast: Cast) -> Deed:
    row = _order(cast)
    row = rectifying.answer(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, text=WHY)
    row = rectifying.recheck(row.pk, by=cast.actor("jinan"), version=row.trail_seq, result="escalate", reason=WHY)
    from tests.complaints.investigations import make_leader

    by = acting(make_leader(cast))
    return lambda: rectifying.decide(row.pk, by=by, version=row.trail_seq, decision="renew", reason=WHY, days=10)


def opened_year(cast: Cast) -> Deed:
    dates, by = annual_reviews.dates_of(2025, timezone.localdate()), cast.actor("province")
    return lambda: opening.open_year(dates, by=by)


def submitting_a_review(cast: Cast) -> Deed:
    row, by = annual_reviews.review_of(cast.jinan_institution), cast.actor("jinan_head")
    figures, said = digest_of(lines_today(row)), annual_reviews.said_about(row)
    return lambda: submitting.submit(
        row.pk, by=by, version=row.trail_seq, figures=figures, said=said, statement="示例：情况属实"
    )


def _submitted(cast: Cast) -> AnnualReview:
    return annual_reviews.submit(annual_reviews.review_of(cast.jinan_institution))


def returning(cast: Cast) -> Deed:
    row, by = _submitted(cast), cast.actor("jinan")
    return lambda: reviewing.return_to_institution(row.pk, by=by, version=row.trail_seq, reason=WHY)


def proposing(cast: Cast) -> Deed:
    row, by = _submitted(cast), cast.actor("jinan")
    return lambda: reviewing.propose(row.pk, by=by, version=row.trail_seq, proposal="passed")


def deciding_a_review(cast: Cast) -> Deed:
    row, by = annual_reviews.propose(_submitted(cast)), cast.actor("province")
    return lambda: deciding.decide(row.pk, by=by, version=row.trail_seq, result="qualified")


SCENES = (
    Scene("quality.open_round", opened_round, keyed=True),
    Scene("quality.draw", draw_of_a_round, events=7),
    Scene("quality.review", opinion, "given"),
    Scene("quality.review", recusal, "declined", events=2),
    Scene("quality.replace_reviewer", replacement, events=2),
    Scene("quality.conclude", conclusion),
    Scene("quality.record_finding", finding, events=2),
    Scene("quality.close_round", closing),
    Scene("rectification.order", ordering, events=2),
    Scene("rectification.answer", answering),
    Scene("rectification.recheck", rechecking, events=2),
    Scene("rectification.decide", leader_deciding),
    Scene("annual_review.open", opened_year),
    Scene("annual_review.submit", submitting_a_review),
    Scene("annual_review.return", returning),
    Scene("annual_review.propose", proposing),
    Scene("annual_review.decide", deciding_a_review, events=2),
)
