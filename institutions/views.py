"""Staff pages of institutions."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from foundation.accounts.doors import Request, staff_page
from foundation.desk.lists.showing import list_page
from foundation.kpi.drilling import figure_asked
from institutions.lists import INSTITUTIONS
from institutions.models import Institution
from institutions.verbs import VIEW


@staff_page(VIEW)
@require_GET
def institution_list(request: Request) -> HttpResponse:
    """The institutions the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Institution)
    return list_page(request, INSTITUTIONS, figure=figure, title=figure.title if figure else None)
