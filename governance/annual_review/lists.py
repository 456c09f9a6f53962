"""The lists of annual reviews and of the years under review, for pages, exports and API."""

from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import BulkAct, Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked
from governance.annual_review.actions.deciding import qualify_plainly
from governance.annual_review.actions.reviewing import pass_plainly
from governance.annual_review.filters import AnnualReviewFilter, ReviewYearFilter
from governance.annual_review.models import AnnualReview, ReviewYear
from governance.annual_review.orders import ORDERS, YEAR_ORDERS
from governance.annual_review.querysets import AnnualReviewQuerySet
from governance.annual_review.verbs import DECIDE, PROPOSE, VIEW


def review_rows(actor: AnyActor, params: QueryDict) -> AnnualReviewQuerySet:
    """The annual reviews the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, AnnualReview)
    found: AnnualReviewQuerySet = AnnualReview.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def year_rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[ReviewYear]":
    """The years under review."""
    return ReviewYear.objects.visible_to(actor)


REVIEWS: Final = ListSpec(
    code="annual_reviews",
    title=_("Annual reviews"),
    verb=VIEW.code,
    model=AnnualReview,
    rows=review_rows,
    filters=AnnualReviewFilter,
    orders=ORDERS,
    columns=(
        Column("institution", _("Institution"), "institution.organisation.name", essential=True),
        Column("year", _("Year under review"), "year", kind="code", order="newest", on_phone=True),
        Column("state", _("State"), "get_state_display", template="annual_review/cells/state.html", on_phone=True),
        Column("due", _("Last day of this step"), "due_on", kind="date", order="due", on_phone=True),
        Column("disputed", _("Disputed lines"), "disputed", kind="number"),
        Column("submitted", _("Submitted on"), "submitted_on", kind="date"),
        Column("proposal", _("Proposal of the city"), "get_proposal_display"),
        Column("result", _("Result of the review"), "get_result_display", on_phone=True),
        Column("decided", _("Result decided on"), "decided_on", kind="date", shown=False),
        Column("licence", _("Licence number"), "institution.licence_number", kind="code", shown=False),
    ),
    route="annual_review_list",
    bulk=(
        BulkAct(
            "pass_plainly",
            _("Propose “passes” for the plain ones"),
            PROPOSE.code,
            pass_plainly,
            warning=_("Only reviews submitted in time with every line confirmed are proposed; the others stay."),
        ),
        BulkAct(
            "qualify_plainly",
            _("Decide “qualified” for the plain ones"),
            DECIDE.code,
            qualify_plainly,
            warning=_(
                "Only reviews that the city proposed as passed, submitted in time and without disputed line, are "
                "decided; the others stay. A decision is published at once."
            ),
        ),
    ),
    presets=(
        Preset(_("With the institution"), "waiting=institution&order=due"),
        Preset(_("With the city"), "state=submitted&order=due"),
        Preset(_("With the province"), "state=proposed&order=due"),
        Preset(_("Past the last day"), "waiting=late&order=due", "late"),
    ),
    link_of=AnnualReview.get_absolute_url,
    nothing=_("No annual review is on file here yet."),
    none_fits=_("No annual review meets these conditions."),
)

YEARS: Final = ListSpec(
    code="annual_review_years",
    title=_("Years under review"),
    verb=VIEW.code,
    model=ReviewYear,
    rows=year_rows,
    filters=ReviewYearFilter,
    orders=YEAR_ORDERS,
    columns=(
        Column("year", _("Year under review"), "year", kind="code", order="newest", essential=True),
        Column("state", _("State"), "get_state_display", on_phone=True),
        Column("expected", _("Institutions"), "expected", kind="number", on_phone=True),
        Column("begins", _("Institutions from"), "begins_on", kind="date"),
        Column("institutions", _("Institutions until"), "institutions_until", kind="date", on_phone=True),
        Column("cities", _("Cities until"), "cities_until", kind="date"),
        Column("province", _("Province until"), "province_until", kind="date"),
        Column("opened", _("Year opened on"), "opened_on", kind="date", shown=False),
    ),
    route="annual_review_years",
    link_of=ReviewYear.get_absolute_url,
    nothing=_("No year has been opened yet."),
    none_fits=_("No year meets these conditions."),
)
