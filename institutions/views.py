"""Staff pages of institutions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foundation.accounts.doors import Request, staff_page
from foundation.desk.listing import list_context
from foundation.kpi.drilling import figure_asked
from institutions.filters import ORDERS, InstitutionFilter
from institutions.models import Institution


@staff_page("institutions.view")
@require_GET
def institution_list(request: Request) -> HttpResponse:
    """The institutions the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Institution)
    rows = Institution.objects.visible_to(request.actor) if figure is None else figure.queryset
    context = list_context(request.GET, rows.for_list(), InstitutionFilter, ORDERS)
    context |= {"figure": figure, "title": figure.title if figure else _("Institutions")}
    return render(request, "institutions/list.html", context, status=context["status"])
