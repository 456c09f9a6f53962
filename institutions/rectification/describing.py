"""A finding and a rectification order as their pages show them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.clocks.queries import current_calendar
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.clock import Clock, clock_shown
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from foundation.documents.codes import grouped
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD
from institutions.actions.writing_letters import letters_of
from institutions.models import Finding, RectificationOrder
from institutions.rectification import sources
from institutions.rectification.deadlines import clock_of
from institutions.rectification.gate import not_of_the_organ
from institutions.rectification.grounds import ground_in_words, problem_in_words
from institutions.rectification.states import (
    ANSWERING,
    ESCALATING,
    ORDERING,
    RENEWING,
    FindingState,
    OrderState,
    Outcome,
)
from institutions.rectification.verbs import ANSWER, DECIDE, ORDER, RECHECK, VIEW

FINDING, ORDER_KIND = "finding", "rectification"
TIME_LIMIT = gettext_lazy("Time for the answer")
LABELS = {
    Finding.Source.CASE_REVIEW.value: gettext_lazy("Point"),
    Finding.Source.STANDING.value: gettext_lazy("Condition of practice"),
    Finding.Source.ASSESSMENT.value: gettext_lazy("Indicator of the assessment"),
    Finding.Source.COMPLAINT.value: gettext_lazy("Matter of the complaint"),
}


def register_tabs() -> None:
    """Put the tabs of a finding and of an order in their places; called once when the app is loaded."""
    tabs.register(
        FINDING,
        Tab("overview", gettext_lazy("Overview"), "finding", VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "finding_trail", VIEW.code, 80),
    )
    tabs.register(
        ORDER_KIND,
        Tab("overview", gettext_lazy("Overview"), "rectification", VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "rectification_trail", VIEW.code, 80),
    )


def order_of(finding: Finding) -> RectificationOrder | None:
    """Return the order about a finding, if one was made."""
    return getattr(finding, "order", None)


@dataclass(frozen=True)
class Problem:
    """What is wrong, under the label that fits what found it; `decided` is the outcome of a complaint, else empty."""

    label: str
    words: str
    decided: str


def problem_of(finding: Finding) -> Problem:
    """Return what is wrong in the words of the day it was found on."""
    decided = ground_in_words(finding) if finding.source == Finding.Source.COMPLAINT else ""
    return Problem(str(LABELS[finding.source]), problem_in_words(finding), decided)


def finding_detail(row: Finding, actor: AnyActor) -> Detail:
    """Return the page of a finding for an actor who sees it; the row comes from `for_list`."""
    tones = {FindingState.RECORDED.value: "open", FindingState.ORDERED.value: "hold", FindingState.CLOSED.value: "ok"}
    barred = state_findings(row, ORDERING) or list(not_of_the_organ(row.organ, actor))
    order = order_of(row)
    crumbs = [Link(_("Findings"), reverse("finding_list"))]
    wish = Wish(
        (ORDER.code,),
        _("Order rectification"),
        reverse("finding_order", args=[row.pk]),
        findings=barred[:1],
        is_next=not barred,
    )
    return Detail(
        kind=FINDING,
        model="institutions.Finding",
        row=row,
        title=row.about,
        is_number=True,
        streams=(row.stream,),
        standing=_ended_otherwise(order) or Standing(tones[row.state], row.get_state_display()),
        facts=[row.get_severity_display(), str(row.institution)],
        crumbs=crumbs,
        acts=offered(actor, wish),
        tools=[Link(_("Rectification order"), order.get_absolute_url())] if order else [],
    )


def _ended_otherwise(order: RectificationOrder | None) -> Standing | None:
    """How a finding stands whose order ended without being rectified: closed, and not as one that was put right."""
    handed_on = order is not None and order.outcome == Outcome.HANDED_ON
    return Standing("void", order.get_outcome_display()) if order is not None and handed_on else None


def finding_facts(row: Finding, actor: AnyActor) -> list[Fact]:
    """Return the facts of a finding."""
    place = row.institution.get_absolute_url() if actor.may("institutions.view") else ""
    return [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("How grave"), row.get_severity_display()),
        fact(_("Found by"), row.get_source_display(), url=sources.page_of(row, actor)),
        fact(_("Organ"), row.organ.name),
        fact(_("Found on"), row.found_on),
        fact(_("Day of closing"), row.closed_on),
    ]


def order_detail(row: RectificationOrder, actor: AnyActor) -> Detail:
    """Return the page of an order for an actor who sees it; the row comes from `for_list`."""
    return Detail(
        kind=ORDER_KIND,
        model="institutions.RectificationOrder",
        row=row,
        title=_("Rectification: %(about)s") % {"about": row.finding.about},
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[grouped(row.code), str(row.institution)],
        crumbs=[Link(_("Rectification orders"), reverse("rectification_list"))],
        acts=offered(actor, *_wishes(row, actor)),
        tools=[Link(_("The finding"), row.finding.get_absolute_url())],
    )


def standing_of(row: RectificationOrder) -> Standing:
    """Return the state of an order in words, lateness before everything."""
    if row.is_late:
        return Standing("late", _("Answer overdue"))
    if row.outcome:
        return Standing("ok" if row.outcome == "rectified" else "void", row.get_outcome_display())
    tones = {OrderState.OPEN.value: "open", OrderState.ANSWERED.value: "due", OrderState.ESCALATED.value: "hold"}
    return Standing(tones.get(row.state, "void"), row.get_state_display())


def _wishes(row: RectificationOrder, actor: AnyActor) -> list[Wish]:
    own = list(not_of_the_organ(row.organ, actor))
    answer = state_findings(row, ANSWERING)
    recheck = state_findings(row, ESCALATING) or own
    decide = state_findings(row, RENEWING) or own
    waiting = row.state == OrderState.ANSWERED
    return [
        Wish(
            (ANSWER.code,),
            _("Answer the order"),
            reverse("rectification_answer", args=[row.pk]),
            findings=answer,
            is_next=not answer and actor.may(ANSWER.code),
        ),
        Wish(
            (RECHECK.code,),
            _("Re-check"),
            reverse("rectification_recheck", args=[row.pk]),
            findings=recheck,
            is_next=waiting and not recheck and actor.may(RECHECK.code),
            asks_reason=True,
        ),
        Wish(
            (DECIDE.code,),
            _("Decide as leader"),
            reverse("rectification_decide", args=[row.pk]),
            findings=decide,
            is_next=not decide and actor.may(DECIDE.code),
            asks_reason=True,
        ),
    ]


def order_facts(row: RectificationOrder, actor: AnyActor) -> list[Fact]:
    """Return the facts of an order."""
    place = row.institution.get_absolute_url() if actor.may("institutions.view") else ""
    return [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Organ"), row.organ.name),
        fact(_("Ordered on"), row.ordered_on),
        fact(_("Answer by"), row.due_on),
        fact(_("Answered on"), row.answered_on),
        fact(_("Sent back"), _("once") if row.returns else _("not yet")),
        fact(_("Day of closing"), row.closed_on),
        fact(_("How grave"), row.finding.get_severity_display()),
    ]


def clock_on(row: RectificationOrder) -> Clock | None:
    """Return the time for the answer as of today, with its arithmetic."""
    return clock_shown(clock_of(row, timezone.localdate()), current_calendar(), title=TIME_LIMIT)


@dataclass(frozen=True)
class Letter:
    """The letter of an order as the page shows it; `file` is None while it is being written."""

    file: StoredFile | None
    may_download: bool


def letter_of(row: RectificationOrder, actor: AnyActor) -> Letter:
    """Return the letter of an order."""
    return Letter(letters_of(row).first(), actor.may(DOWNLOAD.code))


def answers_of(row: RectificationOrder) -> list[Any]:
    """Return the answers, the last first, with their evidence joined."""
    return list(row.answers.select_related("evidence").order_by("-position"))
