"""A warning as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.facts import Fact, fact, stages
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from governance.early_warning.gate import not_of_the_owner
from governance.early_warning.kinds import Tone
from governance.early_warning.models import EarlyWarning
from governance.early_warning.states import ACKNOWLEDGING, WarningState
from governance.early_warning.verbs import ACKNOWLEDGE, VIEW
from governance.early_warning.wording import NAMED, category, owner, sentence, where

KIND = "early_warning"
SHOWN = 30
"""Figures and earlier warnings that a page shows; the trail holds all."""


def register_tabs() -> None:
    """Put the tabs of a warning in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "early_warning", VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "early_warning_trail", VIEW.code, 80),
    )


def standing_of(row: EarlyWarning) -> Standing:
    """The state of a warning in words; while nobody acknowledged it, with its urgency as the shape."""
    if row.state == WarningState.OPEN:
        return Standing("late" if row.tone == Tone.LATE else "due", row.get_state_display())
    return Standing("hold" if row.state == WarningState.ACKNOWLEDGED else "ok", row.get_state_display())


def detail_of(row: EarlyWarning, actor: AnyActor) -> Detail:
    """Return the page of a warning for an actor who sees it; the row comes from `for_list`."""
    barred = state_findings(row, ACKNOWLEDGING) or list(not_of_the_owner(row, actor))
    wish = Wish(
        (ACKNOWLEDGE.code,),
        _("Acknowledge"),
        reverse("early_warning_acknowledge", args=[row.pk]),
        findings=barred[:1],
        is_next=not barred and actor.may(ACKNOWLEDGE.code),
        asks_reason=True,
    )
    return Detail(
        kind=KIND,
        model="early_warning.EarlyWarning",
        row=row,
        title=_("%(what)s: %(where)s") % {"what": row.rule.name, "where": where(row)},
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[row.rule_code],
        crumbs=[Link(_("Early warnings"), reverse("early_warning_list"))],
        acts=offered(actor, wish),
    )


def facts_of(row: EarlyWarning, actor: AnyActor) -> list[Fact]:
    """Return the facts of a warning."""
    place = row.institution.get_absolute_url() if row.institution and actor.may("institutions.view") else ""
    return [
        fact(_("Place of the warning"), where(row), url=place),
        fact(_("Since"), row.since, note=_("by the records") if row.since < row.opened_on else ""),
        fact(_("Warned on"), row.opened_on),
        fact(_("Last seen on"), row.seen_on),
        fact(_("Owner"), owner(row)),
        fact(_("Rule"), row.rule_code, note=row.rule.name),
        fact(_("Acknowledged on"), row.acknowledged_on),
        fact(_("Warning closed on"), row.closed_on),
    ]


def path_of(row: EarlyWarning) -> list[Any]:
    """Return the stages of a warning."""
    known = row.acknowledged_on if row.state != WarningState.OPEN else None
    steps: list[tuple[str, date | None]] = [(_("Warned"), row.opened_on)]
    if known or row.state != WarningState.CLOSED:
        steps.append((_("Acknowledged"), known))
    steps.append((_("Cause gone"), row.closed_on))
    return stages(*steps, is_over=row.state == WarningState.CLOSED)


def items_of(row: EarlyWarning) -> list[str]:
    """The items that a city loses, all of them in words, where the sentence names only the first; else nothing."""
    return [category(code) for code in row.keys] if row.subject and len(row.keys) > NAMED else []


@dataclass(frozen=True)
class Seen:
    """One figure of the past: the day, and what it said."""

    day: Any
    said: str


def history_of(row: EarlyWarning) -> list[Seen]:
    """The figures with which the warning was opened and refreshed, the last first."""
    rows = row.sightings.select_related("rule").order_by("-id")[:SHOWN]
    return [Seen(each.seen_on, sentence(each.rule, each.figure)) for each in rows]


def earlier_of(row: EarlyWarning, actor: AnyActor) -> Sequence[EarlyWarning]:
    """The other warnings of the same rule and place that the reader may see, the newest first."""
    return list(EarlyWarning.objects.visible_to(actor).of_the_same(row)[:SHOWN])
