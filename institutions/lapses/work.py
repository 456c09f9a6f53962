"""What waits at lapses: applications to be made, to be decided, and last days that are over."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from institutions.actions.lapsing import place_of
from institutions.lapses.states import LapseState
from institutions.lapses.verbs import ASK, DECIDE, END, VIEW
from institutions.models import Lapse
from institutions.models.lapse import LapseQuerySet

_BY_DAY = Order("day", "", ("ask_by", "id"))
_FOUND = Order("found", "", ("noticed_on", "id"))
_ASKED = Order("asked", "", ("asked_on", "id"))


def _rows(actor: PostedActor) -> LapseQuerySet:
    return Lapse.objects.visible_to(actor).for_list()


def _to_ask(row: Lapse, actor: PostedActor) -> Line:
    act = _("Ask for a suspension, or give the item up")
    return Line(place_of(row), act, row.get_absolute_url(), row.ask_by, str(row.institution))


def _to_decide(row: Lapse, actor: PostedActor) -> Line:
    return Line(place_of(row), _("Decide about the suspension"), row.get_absolute_url(), None, str(row.institution))


def _to_end(row: Lapse, actor: PostedActor) -> Line:
    act = _("Decide whether the item resumes")
    return Line(place_of(row), act, row.get_absolute_url(), None, str(row.institution))


def _missed(row: Lapse, actor: PostedActor) -> Line:
    act = _("Ask why nothing was asked for")
    return Line(place_of(row), act, row.get_absolute_url(), row.ask_by, str(row.institution))


def _in_time(actor: PostedActor, today: date) -> Any:
    return _rows(actor).to_ask().filter(ask_by__gte=today)


def _running(row: Lapse, actor: PostedActor) -> Line:
    act = (
        _("The institution puts it right, or asks for a suspension")
        if row.ask_by
        else _("The institution puts it right")
    )
    return Line(place_of(row), act, row.get_absolute_url(), row.ask_by, str(row.institution))


def _at_institutions(actor: PostedActor, today: date) -> Any:
    return _rows(actor).at_institutions(today)


HEAPS = (
    Heap(
        code="conditions_lost",
        section=Section.OTHERS,
        title=gettext_lazy("Conditions that institutions have lost"),
        why=gettext_lazy("Found by the nightly look in your area; the institution has the next move."),
        verb=VIEW.code,
        bodies=frozenset({Organisation.Kind.ORGAN.value}),
        rows=_at_institutions,
        order=_FOUND,
        line=_running,
        full_list=lambda today: f"{reverse('lapse_list')}?kind=at_institutions",
        in_working_days=False,
    ),
    Heap(
        code="suspensions_to_ask",
        section=Section.MINE,
        title=gettext_lazy("Lost conditions about which a suspension may be asked for"),
        why=gettext_lazy("The item is stopped; a suspension for rectification may be asked for within the time limit."),
        verb=ASK.code,
        rows=_in_time,
        order=_BY_DAY,
        line=_to_ask,
        full_list=lambda today: f"{reverse('lapse_list')}?kind=to_ask",
        entry="lapse_list",
        in_working_days=False,
    ),
    Heap(
        code="suspensions_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Suspensions for rectification to decide"),
        why=gettext_lazy("An institution has asked for the suspension of an item."),
        verb=DECIDE.code,
        rows=lambda actor, today: _rows(actor).filter(state=LapseState.ASKED),
        order=_ASKED,
        line=_to_decide,
        full_list=lambda today: f"{reverse('lapse_list')}?state=asked",
        entry="lapse_list",
    ),
    Heap(
        code="suspensions_to_end",
        section=Section.MINE,
        title=gettext_lazy("Items about whose resumption is to be decided"),
        why=gettext_lazy("A report or a request waits, or the term of a suspension is over."),
        verb=END.code,
        rows=lambda actor, today: _rows(actor).to_end(today),
        order=_ASKED,
        line=_to_end,
        full_list=lambda today: f"{reverse('lapse_list')}?kind=to_end",
        entry="lapse_list",
    ),
    Heap(
        code="suspensions_missed",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Lost conditions past their last day for asking"),
        why=gettext_lazy("The condition is still lost, and no suspension was asked for in time."),
        verb=VIEW.code,
        rows=lambda actor, today: _rows(actor).missed(today),
        order=_BY_DAY,
        line=_missed,
        full_list=lambda today: f"{reverse('lapse_list')}?kind=missed",
        entry="lapse_list",
        in_working_days=False,
    ),
)
