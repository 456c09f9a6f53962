"""What waits at findings and rectifications: an order, an answer, a re-check, the leader's decision."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from foundation.desk.work.soon import soon_for
from institutions.models import Finding, RectificationOrder
from institutions.rectification.orders import DUE
from institutions.rectification.querysets import FindingQuerySet, OrderQuerySet
from institutions.rectification.states import OrderState
from institutions.rectification.verbs import ANSWER, DECIDE, ORDER, RECHECK, VIEW

INSTITUTIONS = frozenset({Organisation.Kind.INSTITUTION.value})
_OLDEST = Order("oldest", "", ("found_on", "id"))
_BY_DAY = Order("day", "", ("due_on", "id"))


def _orders(actor: PostedActor) -> OrderQuerySet:
    return RectificationOrder.objects.visible_to(actor).for_list()


def _of_own_organ(actor: PostedActor, state: OrderState) -> Any:
    rows = _orders(actor).filter(state=state)
    return rows.of_organ(actor.posting.organisation_id) if actor.posting is not None else rows.none()


def _to_order(actor: PostedActor, today: date) -> FindingQuerySet:
    rows = Finding.objects.visible_to(actor).for_list().to_order()
    return rows.filter(organ=actor.posting.organisation_id) if actor.posting is not None else rows.none()


def _finding(row: Finding, actor: PostedActor) -> Line:
    return Line(row.about, _("Order rectification"), row.get_absolute_url(), None, str(row.institution), is_number=True)


def _line(row: RectificationOrder, actor: PostedActor) -> Line:
    own = actor.posting is not None and actor.posting.organisation.kind in INSTITUTIONS
    act = _("Answer what was put right") if own else _("Urge the institution to answer")
    return Line(row.finding.about, act, row.get_absolute_url(), row.due_on, str(row.institution), is_number=True)


def _recheck(row: RectificationOrder, actor: PostedActor) -> Line:
    return Line(row.finding.about, _("Look again"), row.get_absolute_url(), None, str(row.institution), is_number=True)


def _decide(row: RectificationOrder, actor: PostedActor) -> Line:
    act = _("Decide how it goes on")
    return Line(row.finding.about, act, row.get_absolute_url(), None, str(row.institution), is_number=True)


def _list(query: str) -> str:
    return f"{reverse('rectification_list')}?{query}"


HEAPS = (
    Heap(
        code="rectifications_to_answer",
        section=Section.MINE,
        title=gettext_lazy("Rectifications to answer"),
        why=gettext_lazy("An organ has ordered something to be put right; the answer is due within its time limit."),
        verb=ANSWER.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: _orders(actor).open(),
        order=DUE,
        line=_line,
        full_list=lambda today: _list("state=open&order=due"),
        entry="rectification_list",
    ),
    Heap(
        code="findings_to_order",
        section=Section.MINE,
        title=gettext_lazy("Findings without an order"),
        why=gettext_lazy("Your organ has recorded them, and nothing is ordered about them yet."),
        verb=ORDER.code,
        rows=_to_order,
        order=_OLDEST,
        line=_finding,
        entry="finding_list",
    ),
    Heap(
        code="rectifications_to_recheck",
        section=Section.MINE,
        title=gettext_lazy("Rectifications to re-check"),
        why=gettext_lazy("The institution has answered an order of your organ."),
        verb=RECHECK.code,
        rows=lambda actor, today: _of_own_organ(actor, OrderState.ANSWERED),
        order=_BY_DAY,
        line=_recheck,
        entry="rectification_list",
    ),
    Heap(
        code="rectifications_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Rectifications before the leader"),
        why=gettext_lazy("An order of your organ was not put right, or not answered."),
        verb=DECIDE.code,
        rows=lambda actor, today: _of_own_organ(actor, OrderState.ESCALATED),
        order=_BY_DAY,
        line=_decide,
        entry="rectification_list",
    ),
    Heap(
        code="rectifications_overdue",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Rectifications past their last day"),
        why=gettext_lazy("The institution has not answered, and the last day of the time limit lies before today."),
        verb=VIEW.code,
        rows=lambda actor, today: _orders(actor).overdue(today),
        order=DUE,
        line=_line,
        full_list=lambda today: _list("due=late&order=due"),
        entry="rectification_list",
    ),
    Heap(
        code="rectifications_due_soon",
        section=Section.DUE,
        tone="soon",
        title=gettext_lazy("Rectifications due within 5 working days"),
        why=gettext_lazy("The answer is to come today or within the next five working days."),
        verb=VIEW.code,
        rows=lambda actor, today: _orders(actor).open().filter(due_on__gte=today, due_on__lte=soon_for(actor, today)),
        order=DUE,
        line=_line,
        full_list=lambda today: _list("due=soon&order=due"),
        entry="rectification_list",
    ),
)
