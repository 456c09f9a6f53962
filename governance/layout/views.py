"""Pages of the layout: counties × categories with map, institutions by size, plans of cities against what there is."""

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from governance.layout import describing, gate
from governance.layout.actions import planning
from governance.layout.forms import EndPlanForm, PlanForm
from governance.layout.lists import INSTITUTIONS, PLANS
from governance.layout.models import LayoutPlan
from governance.layout.progress import actuals_on, lines_of
from governance.layout.showing import Asked, board_of, plans_beside
from governance.layout.sizes import sizes_on
from governance.layout.verbs import ADOPT, END, VIEW

METHODS = ["GET", "HEAD", "POST"]


@staff_page(VIEW.code)
@require_GET
def layout(request: Request) -> HttpResponse:
    """Counties × categories as table and map, the counties left without, and the plans of cities."""
    today = timezone.localdate()
    board = board_of(request.actor, Asked.of(request.GET, request.actor), today)
    context = {
        "board": board,
        "plans": plans_beside(request.actor, board.asked.city, today),
        "may_adopt": request.actor.may(ADOPT.code),
        "article": ADOPT.article,
    }
    return render(request, "layout/layout.html", context)


@staff_page(VIEW.code)
@require_GET
def layout_file(request: Request) -> HttpResponse:
    """The table of the page as CSV: a line for each place, a column for each category."""
    asked = Asked.of(request.GET, request.actor)
    board = board_of(request.actor, asked, timezone.localdate())
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"layout-{asked.city or 'all'}-{'appraisers' if asked.of_appraisers else 'institutions'}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    sheet = csv.writer(response, lineterminator="\r\n")
    sheet.writerow([_("Code"), _("City or county"), *(column.name for column in board.columns), board.total_word])
    for row in [*board.rows, board.foot]:
        sheet.writerow([row.code, row.name, *(cell.count for cell in row.cells), row.total.count])
    return response


@staff_page(VIEW.code)
@require_GET
def layout_institutions(request: Request) -> HttpResponse:
    """Institutions by size: micro, small, specialised by the dated list."""
    return list_page(request, INSTITUTIONS, "layout/institutions.html", sizes=sizes_on(timezone.localdate()))


@staff_page(VIEW.code)
@require_GET
def layout_plan_list(request: Request) -> HttpResponse:
    """The plans of cities."""
    return list_page(request, PLANS, "layout/plans.html", may_adopt=request.actor.may(ADOPT.code))


@staff_page(VIEW.code)
@require_GET
def layout_plan(request: Request, pk: UUID) -> HttpResponse:
    """One plan: each target against what there is today."""
    row = _seen(request, pk)
    lines = lines_of(row, row.targets.all(), actuals_on(request.actor, timezone.localdate()))
    context = {
        "row": row,
        "facts": describing.facts_of(row),
        "lines": lines,
        "met": sum(line.is_met for line in lines),
        "entries": recent(row.stream),
    }
    return show(request, describing.detail_of(row, request.actor), "overview", "layout/plan.html", context)


@staff_page(VIEW.code)
@require_GET
def layout_plan_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a plan."""
    return show_trail(request, describing.detail_of(_seen(request, pk), request.actor))


@staff_page(ADOPT.code)
@require_http_methods(METHODS)
def layout_plan_adopt(request: Request) -> HttpResponseBase:
    """Adopt the plan of one's own city."""
    form = PlanForm(typed(request))

    def act(_given: dict[str, Any]) -> Answer:
        return {"url": planning.adopt_plan(form.planned(), by=request.actor).get_absolute_url()}

    answer = attempt_once(request, form, act, scope="layout_plan_adopt")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The plan is on file. Its page compares it with what there is."))
        return redirect(answer["url"])
    current = planning.plan_in_force(planning.city_of(request.actor))
    context = {
        "form": form,
        "article": ADOPT.article,
        "current": current,
        "barred": gate.in_force_already(current) if current is not None and not form.is_bound else [],
    }
    return render(request, "layout/adopt.html", context, status=status_of(request, form))


@staff_page(END.code)
@require_http_methods(METHODS)
def layout_plan_end(request: Request, pk: UUID) -> HttpResponseBase:
    """End a plan, asked on a page of its own."""
    row = _seen(request, pk)
    form = EndPlanForm(typed(request), initial={"version": row.trail_seq, "ended_on": timezone.localdate()})
    done = attempt(request, form, lambda given: planning.end_plan(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The end of the plan is on record."))
        return redirect(row)
    context = {"form": form, "row": row, "barred": gate.ending_barred(row)}
    return render(request, "layout/end.html", context, status=status_of(request, form))


def _seen(request: Request, pk: UUID) -> LayoutPlan:
    return get_object_or_404(LayoutPlan.objects.visible_to(request.actor).prefetch_related("targets"), pk=pk)
