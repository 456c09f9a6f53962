"""The lists of rounds, drawn cases and reviews, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.roles import Role
from foundation.desk.lists import Column, ListSpec, Preset
from quality.filters import DrawnFilter, ReviewFilter, RoundFilter
from quality.models import CaseReviewRound, DrawnCase, Review
from quality.orders import DRAWN_ORDERS, REVIEW_ORDERS, ROUND_ORDERS
from quality.querysets import DrawnCaseQuerySet, ReviewQuerySet, RoundQuerySet
from quality.verbs import REVIEW, VIEW


def round_rows(actor: AnyActor, _params: QueryDict) -> RoundQuerySet:
    """The rounds the actor may see."""
    return CaseReviewRound.objects.visible_to(actor).for_list()


def drawn_rows(actor: AnyActor, _params: QueryDict) -> DrawnCaseQuerySet:
    """The drawn cases the actor may see."""
    return DrawnCase.objects.visible_to(actor).for_list()


def review_rows(actor: AnyActor, _params: QueryDict) -> ReviewQuerySet:
    """One's own reviews: nobody lists those of others, since a list may not tell what an opinion says."""
    own = actor.posting
    if own is None or own.role != Role.EXPERT:
        return Review.objects.none()
    return Review.objects.visible_to(actor).for_list()


def name_of(review: Review) -> str:
    """How a reviewer knows a case: by round and place, since number and institution stay hidden."""
    words = {"round": review.drawn.round.name, "rank": review.drawn.rank}
    return gettext("%(round)s, case %(rank)d") % words


ROUNDS: Final = ListSpec(
    code="review_rounds",
    title=_("Case reviews"),
    verb=VIEW.code,
    model=CaseReviewRound,
    rows=round_rows,
    filters=RoundFilter,
    orders=ROUND_ORDERS,
    columns=(
        Column("name", _("Name of the round"), "name", essential=True),
        Column("number", _("Number"), "full_number", kind="code"),
        Column("state", _("State"), "get_state_display", template="quality/cells/round.html", on_phone=True),
        Column("organ", _("Organ"), "organ.name"),
        Column("size", _("Cases in the sample"), "size", kind="number", on_phone=True),
        Column("pool", _("Drawn from"), "pool_size", kind="number"),
        Column("opened", _("Opened on"), "opened_on", kind="date", order="newest"),
        Column("seed", _("Public value of"), "seed_on", kind="date"),
        Column("closed", _("Day of closing"), "closed_on", kind="date", shown=False),
    ),
    route="review_round_list",
    presets=(Preset(_("Waiting for the public value"), "state=committed"), Preset(_("Under review"), "state=drawn")),
    link_of=CaseReviewRound.get_absolute_url,
    nothing=_("No case review has been opened here yet."),
    none_fits=_("No case review meets these conditions."),
)

DRAWN_CASES: Final = ListSpec(
    code="drawn_cases",
    title=_("Cases drawn for review"),
    verb=VIEW.code,
    model=DrawnCase,
    rows=drawn_rows,
    filters=DrawnFilter,
    orders=DRAWN_ORDERS,
    columns=(
        Column("number", _("Case number"), "case.case_number", kind="doc_no", essential=True),
        Column("state", _("State"), "get_state_display", template="quality/cells/drawn.html", on_phone=True),
        Column("conclusion", _("Conclusion"), "get_conclusion_display", on_phone=True),
        Column("round", _("Round"), "round.name"),
        Column("rank", _("Place"), "rank", kind="number"),
        Column("institution", _("Institution"), "institution.organisation.name"),
        Column("drawn", _("Drawn on"), "drawn_on", kind="date", order="newest"),
    ),
    route="drawn_case_list",
    presets=(Preset(_("The reviewers differ"), "state=disagreed"),),
    link_of=DrawnCase.get_absolute_url,
    nothing=_("No case has been drawn here yet."),
    none_fits=_("No drawn case meets these conditions."),
)

REVIEWS: Final = ListSpec(
    code="case_reviews",
    title=_("My reviews"),
    verb=REVIEW.code,
    model=Review,
    rows=review_rows,
    filters=ReviewFilter,
    orders=REVIEW_ORDERS,
    columns=(
        Column("name", _("Case"), name_of, essential=True),
        Column("state", _("State"), "get_state_display", template="quality/cells/review.html", on_phone=True),
        Column("category", _("Category"), "drawn.case.category.name", on_phone=True),
        Column("organ", _("Organ"), "drawn.round.organ.name"),
        Column("assigned", _("Assigned on"), "assigned_on", kind="date", order="oldest"),
        Column("submitted", _("Opinion given on"), "submitted_on", kind="date"),
    ),
    route="case_review_list",
    presets=(Preset(_("To be reviewed"), "state=assigned"),),
    link_of=Review.get_absolute_url,
    label_of=name_of,
    nothing=_("No case has been drawn for you yet."),
    none_fits=_("None of your reviews meets these conditions."),
)
LISTS: Final = (ROUNDS, DRAWN_CASES, REVIEWS)
