"""A round, a drawn case and a review as their pages show them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.facts import Fact, Stage, fact, stages
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from foundation.desk.formats import prose_date
from foundation.law import queries as law
from institutions.rectification.gate import not_of_the_organ
from quality.actions.concluding import closing_barred, finding_barred
from quality.lists import name_of
from quality.models import CaseReviewRound, DrawnCase, Review
from quality.states import CONCLUDING, DRAWING, WRONG, DrawnState, ReviewState, RoundState
from quality.verbs import CLOSE_ROUND, CONCLUDE, DRAW, RECORD_FINDING, REPLACE, REVIEW, VIEW

ROUND, DRAWN, REVIEW_KIND = "review_round", "drawn_case", "case_review"


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        ROUND,
        Tab("overview", gettext_lazy("Overview"), "review_round", VIEW.code, 0),
        Tab("proof", gettext_lazy("Proof of the draw"), "review_round_proof", VIEW.code, 20),
        Tab("trail", gettext_lazy("Trail"), "review_round_trail", VIEW.code, 80),
    )
    tabs.register(
        DRAWN,
        Tab("overview", gettext_lazy("Overview"), "drawn_case", VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "drawn_case_trail", VIEW.code, 80),
    )
    tabs.register(REVIEW_KIND, Tab("overview", gettext_lazy("Overview"), "case_review", REVIEW.code, 0))


def round_detail(row: CaseReviewRound, actor: AnyActor) -> Detail:
    """Return the page of a round for an actor who sees it."""
    tones = {RoundState.COMMITTED.value: "hold", RoundState.DRAWN.value: "open", RoundState.CLOSED.value: "ok"}
    return Detail(
        kind=ROUND,
        model="quality.CaseReviewRound",
        row=row,
        title=row.name,
        streams=(row.stream,),
        standing=Standing(tones[row.state], row.get_state_display()),
        facts=[row.organ.name, _("round %(number)s") % {"number": row.full_number}],
        crumbs=[Link(_("Case reviews"), reverse("review_round_list"))],
        acts=offered(actor, *_round_wishes(row, actor)),
    )


def draw_barred(row: CaseReviewRound, actor: AnyActor) -> list[Finding]:
    """Why the sample cannot be drawn now."""
    barred = [*state_findings(row, DRAWING), *not_of_the_organ(row.organ, actor)]
    if not barred and timezone.localdate() < row.seed_on:
        words = _("The public value is not there yet: the plan names %(day)s.")
        barred.append(Finding(words % {"day": prose_date(row.seed_on)}))
    return barred


def _round_wishes(row: CaseReviewRound, actor: AnyActor) -> list[Wish]:
    draw = draw_barred(row, actor)
    close = list(closing_barred(row, actor))
    return [
        Wish(
            (DRAW.code,),
            _("Draw the sample"),
            reverse("review_round_draw", args=[row.pk]),
            findings=draw[:1],
            is_next=not draw,
        ),
        Wish(
            (CLOSE_ROUND.code,),
            _("Close the round"),
            reverse("review_round_close", args=[row.pk]),
            findings=close[:1],
            is_next=not close,
            is_grave=True,
        ),
    ]


def round_facts(row: CaseReviewRound) -> list[Fact]:
    """Return the facts of a round."""
    category = law.categories().get(row.practice_code)
    days = _("%(first)s to %(last)s") % {"first": prose_date(row.issued_from), "last": prose_date(row.issued_until)}
    return [
        fact(_("Practice category"), category.name if category else _("Every category")),
        fact(_("Opinions issued"), days),
        fact(_("Sample"), _("%(size)d of %(pool)d cases") % {"size": row.size, "pool": row.pool_size}),
        fact(_("Organ"), row.organ.name),
        fact(_("Public value"), row.seed_source, note=row.seed_value),
        fact(_("Day of the public value"), row.seed_on),
    ]


def round_stages(row: CaseReviewRound) -> list[Stage]:
    """Return the path of a round."""
    present = {
        RoundState.COMMITTED.value: _("Waiting for the public value"),
        RoundState.DRAWN.value: _("Review by two reviewers each"),
    }.get(row.state)
    return stages(
        (_("List frozen and promised"), row.opened_on),
        (_("Sample drawn"), row.drawn_on),
        (_("Round closed"), row.closed_on),
        present=present,
        is_over=row.state == RoundState.CLOSED,
    )


def drawn_detail(row: DrawnCase, actor: AnyActor) -> Detail:
    """Return the page of a drawn case for the organ; the row comes from `for_list`."""
    return Detail(
        kind=DRAWN,
        model="quality.DrawnCase",
        row=row,
        title=row.case.case_number,
        is_number=True,
        streams=(row.stream,),
        standing=drawn_standing(row),
        facts=[str(row.institution), _("place %(rank)d in the draw") % {"rank": row.rank}],
        crumbs=[
            Link(_("Case reviews"), reverse("review_round_list")),
            Link(row.round.name, row.round.get_absolute_url()),
        ],
        acts=offered(actor, *_drawn_wishes(row, actor)),
    )


def drawn_standing(row: DrawnCase) -> Standing:
    """Return where a drawn case stands in words."""
    if row.conclusion:
        tone = "late" if row.conclusion in WRONG else "ok"
        return Standing(tone, row.get_conclusion_display())
    return Standing("due" if row.state == DrawnState.DISAGREED else "open", row.get_state_display())


def _drawn_wishes(row: DrawnCase, actor: AnyActor) -> list[Wish]:
    differ = [*state_findings(row, CONCLUDING), *not_of_the_organ(row.round.organ, actor)]
    found = list(finding_barred(row, actor))
    return [
        Wish(
            (CONCLUDE.code,),
            _("Decide where they differ"),
            reverse("drawn_case_conclude", args=[row.pk]),
            findings=differ[:1],
            is_next=not differ,
            asks_reason=True,
        ),
        Wish(
            (RECORD_FINDING.code,),
            _("Record a finding"),
            reverse("drawn_case_finding", args=[row.pk]),
            findings=found[:1],
            is_next=not found,
        ),
        *(
            Wish(
                (REPLACE.code,),
                _("Replace reviewer %(place)d") % {"place": review.position},
                reverse("case_review_replace", args=[review.pk]),
                findings=list(not_of_the_organ(row.round.organ, actor)),
                asks_reason=True,
            )
            for review in row.reviews.all()
            if review.state == ReviewState.ASSIGNED
        ),
    ]


def drawn_facts(row: DrawnCase, actor: AnyActor) -> list[Fact]:
    """Return the facts of a drawn case, for the organ."""
    place = row.institution.get_absolute_url() if actor.may("institutions.view") else ""
    case = row.case.get_absolute_url() if actor.may("cases.view") else ""
    return [
        fact(_("Case number"), row.case.case_number, is_number=True, url=case),
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Practice category"), row.case.category.name),
        fact(_("Opinion issued on"), row.case.issued_on),
        fact(_("Conclusion"), row.get_conclusion_display(), note=row.decision_reason),
        fact(_("Concluded on"), row.concluded_on),
        fact(_("Key of the draw"), row.rank_key[:16]),
        fact(_("Drawn on"), row.drawn_on),
    ]


def review_detail(row: Review, actor: AnyActor) -> Detail:
    """Return the page of a review for its reviewer. The trail of it is nobody's tab: it would tell the opinion."""
    given = row.state == ReviewState.SUBMITTED
    wish = Wish(
        (REVIEW.code,),
        _("Withdraw from this case"),
        reverse("case_review_recuse", args=[row.pk]),
        findings=[Finding(_("The opinion is given."))] if given else [],
        asks_reason=True,
    )
    return Detail(
        kind=REVIEW_KIND,
        model="quality.Review",
        row=row,
        title=name_of(row),
        streams=(row.stream,),
        standing=Standing("ok" if given else "open", row.get_state_display()),
        facts=[row.drawn.round.organ.name],
        crumbs=[Link(_("My reviews"), reverse("case_review_list"))],
        acts=offered(actor, wish),
    )


def review_facts(row: Review) -> list[Fact]:
    """Return what a reviewer sees of a case: no client, no subject, no institution, no number."""
    case: Any = row.drawn.case
    return [
        fact(_("Practice category"), case.category.name),
        fact(_("Kind of client"), case.get_client_kind_display(), note=_("The name is hidden.")),
        fact(_("Accepted on"), case.accepted_on),
        fact(_("Opinion issued on"), case.issued_on),
        fact(_("Turnaround"), _("%(n)d working days") % {"n": case.turnaround_days} if case.turnaround_days else ""),
        fact(_("Number of appraisers"), len(case.appraiser_names) or ""),
        fact(_("Assigned on"), row.assigned_on),
        fact(_("Institution"), _("hidden until the review is over")),
    ]
