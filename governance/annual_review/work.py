"""What waits at annual reviews: institutions confirm, cities review, the province decides."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.desk.work.heaps import Heap, Line, Section
from governance.annual_review.models import AnnualReview
from governance.annual_review.orders import DUE
from governance.annual_review.states import ReviewState
from governance.annual_review.verbs import DECIDE, PROPOSE, SUBMIT


def _seen(actor: PostedActor) -> Any:
    return AnnualReview.objects.visible_to(actor).undecided().for_list()


def _in(state: ReviewState) -> Any:
    return lambda actor, today: _seen(actor).filter(state=state)


def _to_fill(actor: PostedActor, today: date) -> Any:
    return _seen(actor).with_institution().filter(review_year__begins_on__lte=today)


def _unanswered(actor: PostedActor, today: date) -> Any:
    return _seen(actor).with_institution().filter(due_on__lt=today)


def _list(query: str) -> Any:
    return lambda today: f"{reverse('annual_review_list')}?{query}"


def _line(act: Any) -> Any:
    def line(row: AnnualReview, actor: PostedActor) -> Line:
        label = _("%(year)d annual review of %(institution)s") % {"year": row.year, "institution": row.institution}
        return Line(label, str(act), row.get_absolute_url(), row.due_on, str(row.institution))

    return line


def _heap(code: str, section: Section, verb: str, title: Any, why: Any, act: Any, rows: Any, **more: Any) -> Heap:
    return Heap(
        code=code,
        section=section,
        title=title,
        why=why,
        verb=verb,
        rows=rows,
        order=DUE,
        line=_line(act),
        entry="annual_review_list",
        in_working_days=False,
        **more,
    )


HEAPS = (
    _heap(
        "annual_reviews_to_fill",
        Section.MINE,
        SUBMIT.code,
        gettext_lazy("Annual reviews to fill in"),
        gettext_lazy("The province has opened the annual review; confirm or dispute each line and submit it."),
        gettext_lazy("Confirm or dispute, and submit"),
        _to_fill,
    ),
    _heap(
        "annual_reviews_to_review",
        Section.MINE,
        PROPOSE.code,
        gettext_lazy("Annual reviews to be reviewed"),
        gettext_lazy("The institution has submitted; the city reviews and proposes a result to the province."),
        gettext_lazy("Review and propose a result"),
        _in(ReviewState.SUBMITTED),
        full_list=_list("state=submitted&order=due"),
    ),
    _heap(
        "annual_reviews_unanswered",
        Section.DUE,
        PROPOSE.code,
        gettext_lazy("Annual reviews without an answer"),
        gettext_lazy("The last day of the institution is over and nothing was submitted. Nothing follows by itself."),
        gettext_lazy("Urge the institution, or judge its absence"),
        _unanswered,
        tone="late",
    ),
    _heap(
        "annual_reviews_to_decide",
        Section.MINE,
        DECIDE.code,
        gettext_lazy("Annual reviews to be decided"),
        gettext_lazy("The city has proposed a result; the province decides."),
        gettext_lazy("Decide about the annual review"),
        _in(ReviewState.PROPOSED),
        full_list=_list("state=proposed&order=due"),
    ),
)
