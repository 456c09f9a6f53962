"""Staff pages of appraisers."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from appraisers.lists import APPRAISERS
from appraisers.models import Appraiser
from appraisers.verbs import VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.desk.lists.showing import list_page
from foundation.kpi.drilling import figure_asked


@staff_page(VIEW)
@require_GET
def appraiser_list(request: Request) -> HttpResponse:
    """The appraisers the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Appraiser)
    return list_page(request, APPRAISERS, figure=figure, title=figure.title if figure else None)
