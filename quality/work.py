"""What waits in case reviews: the draw, opinions, decisions where reviewers differ."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from quality.lists import name_of
from quality.models import CaseReviewRound, DrawnCase, Review
from quality.orders import ASSIGNED
from quality.verbs import CONCLUDE, DRAW, REVIEW

_BY_SEED = Order("seed", "", ("seed_on", "id"))
_OLDEST = Order("oldest", "", ("drawn_on", "id"))


def _rounds(actor: PostedActor) -> Any:
    rows = CaseReviewRound.objects.visible_to(actor).for_list().waiting()
    return rows.of_organ(actor.posting.organisation_id) if actor.posting is not None else rows.none()


def _differing(actor: PostedActor) -> Any:
    rows = DrawnCase.objects.visible_to(actor).for_list().differing()
    return rows.filter(round__organ=actor.posting.organisation_id) if actor.posting is not None else rows.none()


def _round(row: CaseReviewRound, actor: PostedActor) -> Line:
    return Line(row.name, _("Enter the public value and draw"), row.get_absolute_url(), row.seed_on, row.seed_source)


def _case(row: DrawnCase, actor: PostedActor) -> Line:
    act = _("Decide with a reason")
    return Line(row.case.case_number, act, row.get_absolute_url(), None, row.round.name, is_number=True)


def _review(row: Review, actor: PostedActor) -> Line:
    return Line(name_of(row), _("Give an opinion"), row.get_absolute_url(), None, row.drawn.round.organ.name)


HEAPS = (
    Heap(
        code="rounds_to_draw",
        section=Section.MINE,
        title=gettext_lazy("Case reviews to draw"),
        why=gettext_lazy("The list is frozen and promised; from the day named on, the public value can be entered."),
        verb=DRAW.code,
        rows=lambda actor, today: _rounds(actor).filter(seed_on__lte=today),
        order=_BY_SEED,
        line=_round,
        entry="review_round_list",
    ),
    Heap(
        code="reviewers_differ",
        section=Section.MINE,
        title=gettext_lazy("Reviewed cases to decide about"),
        why=gettext_lazy("The two opinions come to different conclusions; the organ decides with a reason."),
        verb=CONCLUDE.code,
        rows=lambda actor, today: _differing(actor),
        order=_OLDEST,
        line=_case,
        entry="review_round_list",
    ),
    Heap(
        code="reviews_to_give",
        section=Section.MINE,
        title=gettext_lazy("Cases to review"),
        why=gettext_lazy("They were drawn for you; nobody reads your opinion before the other one is in."),
        verb=REVIEW.code,
        rows=lambda actor, today: Review.objects.visible_to(actor).to_give().for_list(),
        order=ASSIGNED,
        line=_review,
        full_list=lambda today: f"{reverse('case_review_list')}?state=assigned",
        entry="case_review_list",
    ),
)
