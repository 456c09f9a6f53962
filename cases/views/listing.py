"""The list of cases: filters, three orders, keyset pages, and the rows behind a figure."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.filters import CaseFilter
from cases.models import Case
from cases.orders import ORDERS
from foundation.accounts.doors import Request, staff_page
from foundation.desk.listing import list_context
from foundation.kpi.drilling import figure_asked


@staff_page("cases.view")
@require_GET
def case_list(request: Request) -> HttpResponse:
    """The cases the posting may see. With `measure` in the address: exactly the rows behind a figure."""
    figure = figure_asked(request.GET, request.actor, Case)
    rows = Case.objects.visible_to(request.actor) if figure is None else figure.queryset
    context = list_context(request.GET, rows.for_list(), CaseFilter, ORDERS)
    context |= {"figure": figure, "title": figure.title if figure else _("Cases")}
    return render(request, "cases/list.html", context, status=context["status"])
