"""The lists, and one finding or one order."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.lists.showing import list_page
from foundation.documents.verbs import DOWNLOAD
from foundation.kpi.drilling import figure_asked
from institutions.models import Finding, RectificationOrder
from institutions.rectification import describing
from institutions.rectification.lists import FINDINGS, RECTIFICATIONS
from institutions.rectification.verbs import VIEW


def finding_seen(request: Request, pk: UUID) -> Finding:
    """Return a finding within scope. Raises Http404."""
    return get_object_or_404(Finding.objects.visible_to(request.actor).for_list(), pk=pk)


def order_seen(request: Request, pk: UUID) -> RectificationOrder:
    """Return an order within scope. Raises Http404."""
    return get_object_or_404(RectificationOrder.objects.visible_to(request.actor).for_list(), pk=pk)


@staff_page(VIEW.code)
@require_GET
def finding_list(request: Request) -> HttpResponse:
    """The findings the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Finding)
    return list_page(request, FINDINGS, figure=figure, title=figure.title if figure else None)


@staff_page(VIEW.code)
@require_GET
def rectification_list(request: Request) -> HttpResponse:
    """The orders the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, RectificationOrder)
    return list_page(request, RECTIFICATIONS, figure=figure, title=figure.title if figure else None)


@staff_page(VIEW.code)
@require_GET
def finding_page(request: Request, pk: UUID) -> HttpResponse:
    """One finding: what is wrong, by which point and article, what became of it."""
    row = finding_seen(request, pk)
    context = {
        "row": row,
        "facts": describing.finding_facts(row, request.actor),
        "problem": describing.problem_of(row),
        "order": describing.order_of(row),
        "entries": recent(row.stream),
    }
    return show(
        request, describing.finding_detail(row, request.actor), "overview", "rectification/finding.html", context
    )


@staff_page(VIEW.code)
@require_GET
def finding_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a finding."""
    return show_trail(request, describing.finding_detail(finding_seen(request, pk), request.actor))


@staff_page(VIEW.code)
@require_GET
def rectification_page(request: Request, pk: UUID) -> HttpResponse:
    """One order: what is to be put right, its clock, the answers, the letter."""
    row = order_seen(request, pk)
    context = {
        "row": row,
        "facts": describing.order_facts(row, request.actor),
        "problem": describing.problem_of(row.finding),
        "clock": describing.clock_on(row),
        "letter": describing.letter_of(row, request.actor),
        "answers": describing.answers_of(row),
        "may_download": request.actor.may(DOWNLOAD.code),
        "entries": recent(row.stream),
    }
    return show(request, describing.order_detail(row, request.actor), "overview", "rectification/order.html", context)


@staff_page(VIEW.code)
@require_GET
def rectification_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of an order."""
    return show_trail(request, describing.order_detail(order_seen(request, pk), request.actor))
