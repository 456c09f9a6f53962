"""An annual review, and a year under review, as their pages show them: facts, the path, the acts and why not."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.facts import Fact, Stage, fact, stages
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD
from governance.annual_review import gate, states, verbs
from governance.annual_review.actions.writing_letters import letters_of
from governance.annual_review.models import AnnualReview, ReviewYear
from governance.annual_review.states import ReviewState, YearState
from institutions.models import Institution, YearStanding
from institutions.verbs import VIEW as VIEW_INSTITUTIONS

KIND = "annual_review"
YEAR_KIND = "review_year"
TONES = {
    ReviewState.OPEN.value: "open",
    ReviewState.RETURNED.value: "due",
    ReviewState.SUBMITTED.value: "open",
    ReviewState.PROPOSED.value: "open",
    ReviewState.DECIDED.value: "ok",
}


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "annual_review", verbs.VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "annual_review_trail", verbs.VIEW.code, 80),
    )
    tabs.register(
        YEAR_KIND,
        Tab("overview", gettext_lazy("Overview"), "annual_review_year", verbs.VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "annual_review_year_trail", verbs.VIEW.code, 80),
    )
    tabs.register(
        "institution",
        Tab(
            "annual_reviews",
            gettext_lazy("Annual reviews"),
            "institution_annual_reviews",
            verbs.VIEW.code,
            60,
            rows=_of_institution,
            group="supervision",
        ),
    )


def _of_institution(institution: Institution, actor: AnyActor) -> object:
    return AnnualReview.objects.visible_to(actor).filter(institution=institution.pk)


def detail_of(row: AnnualReview, actor: AnyActor) -> Detail:
    """Return the page of a review for an actor who sees it, with year and institution joined."""
    return Detail(
        kind=KIND,
        model="annual_review.AnnualReview",
        row=row,
        title=_("%(year)d annual review of %(institution)s") % {"year": row.year, "institution": row.institution},
        streams=(row.stream,),
        standing=_standing(row),
        facts=[_due(row)] if row.state != ReviewState.DECIDED else [],
        crumbs=[
            Link(_("Annual reviews"), reverse("annual_review_list")),
            Link(str(row.year), row.review_year.get_absolute_url()),
        ],
        acts=offered(actor, *_wishes(row)),
    )


def _standing(row: AnnualReview) -> Standing:
    if row.overdue:
        return Standing("late", _("%(state)s, past the last day") % {"state": row.get_state_display()})
    if row.result == YearStanding.Result.NOT_QUALIFIED:
        return Standing("late", row.get_result_display())
    word = row.get_result_display() if row.result else row.get_state_display()
    return Standing(TONES[row.state], word)


def _due(row: AnnualReview) -> str:
    return _("last day of this step %(day)s") % {"day": formats.deadline_date(row.due_on)}


def _wishes(row: AnnualReview) -> list[Wish]:
    """What can be done with a review; whose move it is follows from its state."""
    today = timezone.localdate()
    proposing = gate.proposing_barred(row, today)
    submitting = state_findings(row, states.SUBMIT) or gate.submitting_barred(row, today)
    return [
        Wish(
            (verbs.SUBMIT.code,),
            _("Confirm, dispute, submit"),
            f"{reverse('annual_review_fill')}?review={row.pk}",
            findings=submitting,
            is_next=not submitting,
        ),
        Wish(
            (verbs.PROPOSE.code,),
            _("Judge the absence") if gate.absence(row) else _("Propose a result"),
            reverse("annual_review_propose", args=[row.pk]),
            findings=proposing,
            is_next=bool(submitting) and not proposing,
        ),
        Wish(
            (verbs.RETURN.code,),
            _("Return to the institution"),
            reverse("annual_review_return", args=[row.pk]),
            findings=state_findings(row, states.RETURN),
            asks_reason=True,
        ),
        Wish(
            (verbs.DECIDE.code,),
            _("Decide the result"),
            reverse("annual_review_decide", args=[row.pk]),
            findings=_deciding(row),
            is_grave=True,
            is_next=row.state == ReviewState.PROPOSED,
        ),
    ]


def _deciding(row: AnnualReview) -> list[Finding]:
    return state_findings(row, states.DECIDE)


def facts_of(row: AnnualReview, actor: AnyActor) -> list[Fact]:
    """Return the facts of a review, four a row."""
    year, place = row.review_year, ""
    if actor.may(VIEW_INSTITUTIONS):
        place = row.institution.get_absolute_url()
    late = _("after the last day") if row.is_late else ""
    disputed = formats.number(row.disputed) if row.round and not row.absent else ""
    return [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Licence number"), row.institution.licence_number, is_number=True),
        fact(_("Institution submits by"), year.institutions_until),
        fact(_("City proposes by"), year.cities_until, note=_("Province decides by %(day)s") % _days(year)),
        fact(_("Submitted on"), row.submitted_on, note=late),
        fact(_("Disputed lines"), disputed),
        fact(_("Proposal of the city"), row.get_proposal_display(), note=_absent(row)),
        fact(_("Result of the review"), row.get_result_display()),
    ]


def _days(year: ReviewYear) -> dict[str, str]:
    return {"day": formats.prose_date(year.province_until, with_year=True)}


def _absent(row: AnnualReview) -> str:
    return _("the institution had not answered") if row.absent else ""


def path_of(row: AnnualReview) -> list[Stage]:
    """Return the stages of a review with their days."""
    submitted = None if row.state in states.WITH_INSTITUTION else row.submitted_on
    answered = [] if row.absent else [(_("Submitted by the institution"), submitted)]
    return stages(
        (_("Opened"), row.opened_on),
        *answered,
        (_("Proposed by the city"), row.proposed_on),
        (_("Decided by the province"), row.decided_on),
    )


@dataclass(frozen=True)
class Decision:
    """The decision as the page shows it; `letter` is None while the paper is being written."""

    letter: StoredFile | None
    may_download: bool
    failed: bool


def decision_of(row: AnnualReview, actor: AnyActor) -> Decision | None:
    """Return the decision and its letter; None before it."""
    if row.decided_on is None:
        return None
    failed = row.result == YearStanding.Result.NOT_QUALIFIED
    return Decision(letters_of(row).first(), actor.may(DOWNLOAD.code), failed)


def detail_of_year(year: ReviewYear, actor: AnyActor) -> Detail:
    """Return the page of a year under review."""
    running = year.state == YearState.RUNNING
    return Detail(
        kind=YEAR_KIND,
        model="annual_review.ReviewYear",
        row=year,
        title=_("Annual review of %(year)d") % {"year": year.year},
        streams=(year.stream,),
        standing=Standing("open" if running else "hold", year.get_state_display()),
        facts=[_("opened on %(day)s") % {"day": formats.prose_date(year.opened_on, with_year=True)}],
        crumbs=[Link(_("Annual reviews"), reverse("annual_review_list")), _years()],
        tools=[Link(_("All reviews of the year"), f"{reverse('annual_review_list')}?year={year.year}")],
        acts=offered(actor, Wish((verbs.OPEN.code,), _("Open another year"), reverse("annual_review_open"))),
    )


def _years() -> Link:
    return Link(_("Years"), reverse("annual_review_years"))


def facts_of_year(year: ReviewYear) -> list[Fact]:
    """Return the dates of a year."""
    return [
        fact(_("Institutions submit from"), year.begins_on),
        fact(_("Institutions submit by"), year.institutions_until),
        fact(_("Cities propose by"), year.cities_until),
        fact(_("Province decides by"), year.province_until),
    ]
