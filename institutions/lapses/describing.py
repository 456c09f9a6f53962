"""A lapse as its page shows it: what is lost, since when, what stops, what the institution may ask for."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.clocks.queries import current_calendar
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.clock import Clock, clock_shown
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from institutions.actions.lapsing import place_of
from institutions.lapses import gate
from institutions.lapses.deadlines import clock_of
from institutions.lapses.states import LapseState
from institutions.lapses.verbs import ASK, DECIDE, END, GIVE_UP, REPORT, VIEW
from institutions.models import Lapse

KIND = "lapse"


def register_tabs() -> None:
    """Put the tabs of a lapse in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "lapse", VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "lapse_trail", VIEW.code, 80),
    )


def standing_of(row: Lapse) -> Standing:
    """Return the state of a lapse in words; a missed last day goes before everything."""
    if row.state == LapseState.CLOSED:
        return Standing("ok" if row.outcome in ("restored", "resumed") else "void", row.get_outcome_display())
    if gate.term_over(row, timezone.localdate()):
        return Standing("late", _("Term of the suspension is over"))
    if row.state == LapseState.OPEN:
        if row.ask_by is not None and row.ask_by < timezone.localdate():
            return Standing("late", _("Last day for asking is over"))
        return Standing("late" if row.stops_item else "due", row.get_state_display())
    return Standing("hold", row.get_state_display())


def consequence_of(row: Lapse) -> str:
    """Say in one sentence what a lapse stops, and what it does not."""
    if row.state == LapseState.CLOSED:
        return _("It is over and stops nothing any more.")
    if row.stops_item:
        return _("Only this stops: %(place)s. Everything else goes on.") % {"place": place_of(row)}
    return _("It stops nothing by itself and is to be put right.")


def detail_of(row: Lapse, actor: AnyActor) -> Detail:
    """Return the page of a lapse for an actor who sees it; the row comes from `for_list`."""
    key, decide = [row.pk], list(gate.may_decide(row))
    end = list(gate.may_end(row, timezone.localdate()))
    return Detail(
        kind=KIND,
        model="institutions.Lapse",
        row=row,
        title=formats.labelled(row.get_condition_display(), place_of(row)),
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[str(row.institution), consequence_of(row)],
        crumbs=[Link(_("Lost standing conditions"), reverse("lapse_list"))],
        acts=offered(
            actor,
            Wish(
                (ASK.code,), _("Ask for a suspension"), reverse("lapse_ask", args=key), findings=list(gate.may_ask(row))
            ),
            Wish(
                (DECIDE.code,),
                _("Decide about the suspension"),
                reverse("lapse_decide", args=key),
                findings=decide,
                is_next=not decide and actor.may(DECIDE.code),
                asks_reason=True,
            ),
            Wish(
                (REPORT.code,),
                _("Report that the condition is kept again"),
                reverse("lapse_report", args=key),
                findings=list(gate.may_report(row)),
            ),
            Wish(
                (GIVE_UP.code,),
                _("Ask to give the item up"),
                reverse("lapse_give_up", args=key),
                findings=list(gate.may_give_up(row)),
            ),
            Wish(
                (END.code,),
                _("Decide whether the item resumes"),
                reverse("lapse_end", args=key),
                findings=end,
                is_next=not end and actor.may(END.code),
                asks_reason=True,
            ),
        ),
        tools=[
            Link(_("All conditions of the institution"), reverse("institution_conditions", args=[row.institution_id]))
        ]
        if actor.may("institutions.view")
        else [],
    )


def facts_of(row: Lapse, actor: AnyActor) -> list[Fact]:
    """Return the facts of a lapse."""
    place = row.institution.get_absolute_url() if actor.may("institutions.view") else ""
    finding: Any = row.finding
    facts = [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Condition"), row.get_condition_display()),
        fact(_("Item or category"), place_of(row)),
        fact(_("Lost since"), row.since),
        fact(_("Noticed on"), row.noticed_on),
        fact(_("To be asked for by"), row.ask_by),
    ]
    if finding is not None:
        url = finding.get_absolute_url() if actor.may("rectification.view") else ""
        facts.append(fact(_("The finding"), finding.get_state_display(), url=url))
    if row.restriction is not None:
        url = row.restriction.get_absolute_url() if actor.may("restrictions.view") else ""
        facts.append(fact(_("Restriction"), row.restriction.document_number, url=url, is_number=True))
    if row.restriction is not None:
        facts.append(fact(_("Last day of the suspension"), row.restriction.valid_until))
    if row.reported_on is not None:
        facts.append(fact(_("Reported on"), row.reported_on))
        facts.append(fact(_("What the institution says"), row.report))
    if row.closed_on is not None:
        facts.append(fact(_("Day of closing"), row.closed_on))
    return facts


def clock(row: Lapse) -> Clock | None:
    """Return the time for asking as a clock; None where there is no such limit."""
    if row.ask_by is None:
        return None
    stopped = row.asked_on or row.closed_on
    reckoning = clock_of(row.since, stopped, timezone.localdate())
    return clock_shown(reckoning, current_calendar(), title=_("Time for asking for a suspension"))
