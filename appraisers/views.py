"""Staff pages of appraisers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from appraisers.filters import ORDERS, AppraiserFilter
from appraisers.models import Appraiser
from foundation.accounts.doors import Request, staff_page
from foundation.desk.listing import list_context
from foundation.kpi.drilling import figure_asked


@staff_page("appraisers.view")
@require_GET
def appraiser_list(request: Request) -> HttpResponse:
    """The appraisers the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Appraiser)
    rows = Appraiser.objects.visible_to(request.actor) if figure is None else figure.queryset
    context = list_context(request.GET, rows.for_list(), AppraiserFilter, ORDERS)
    context |= {"figure": figure, "title": figure.title if figure else _("Appraisers")}
    return render(request, "appraisers/list.html", context, status=context["status"])
