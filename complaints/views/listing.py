"""The list of complaints, or the rows behind a figure."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from complaints.lists import COMPLAINTS
from complaints.models import Complaint
from complaints.verbs import VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.desk.lists.showing import list_page
from foundation.kpi.drilling import figure_asked


@staff_page(VIEW.code)
@require_GET
def complaint_list(request: Request) -> HttpResponse:
    """The complaints the posting may see. With `measure` in the address: exactly the rows behind a figure."""
    figure = figure_asked(request.GET, request.actor, Complaint)
    title = figure.title if figure else None
    return list_page(request, COMPLAINTS, "complaints/list.html", figure=figure, title=title)
