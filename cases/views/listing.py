"""The list of cases, or the rows behind a figure; the lists of entrustments and of process records."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from cases.conduct.lists import PROCESS_ENTRIES
from cases.entrustments.lists import ENTRUSTMENTS
from cases.lists import CASES
from cases.models import Case, Entrustment, ProcessEntry
from cases.verbs import FILE, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.desk.lists.showing import list_page
from foundation.kpi.drilling import figure_asked


@staff_page(VIEW.code)
@require_GET
def case_list(request: Request) -> HttpResponse:
    """The cases the posting may see. With `measure` in the address: exactly the rows behind a figure."""
    figure = figure_asked(request.GET, request.actor, Case)
    return list_page(request, CASES, "cases/list.html", figure=figure, title=figure.title if figure else None)


@staff_page(VIEW.code)
@require_GET
def entrustment_list(request: Request) -> HttpResponse:
    """The entrustments the posting may see, those to be decided first, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, Entrustment)
    may_file = request.actor.may(FILE.code)
    return list_page(
        request, ENTRUSTMENTS, "cases/entrustment_list.html",
        figure=figure, title=figure.title if figure else None, may_file=may_file,
    )  # fmt: skip


@staff_page(VIEW.code)
@require_GET
def process_list(request: Request) -> HttpResponse:
    """The entries of process records the posting may see, or those behind a figure; their texts stay under seal."""
    figure = figure_asked(request.GET, request.actor, ProcessEntry)
    return list_page(request, PROCESS_ENTRIES, figure=figure, title=figure.title if figure else None)
