"""One case: overview, documents, neighbours, trail, who looked, and opening its identities."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions.revealing import open_identities
from cases.conduct.describing import entrusted_of, people_of, times_of
from cases.describing import clock_on, detail_of, facts_of, path_of
from cases.forms import RevealForm
from cases.models import Case
from cases.tabs import files_of
from cases.termination.describing import termination_of
from cases.verbs import REVEAL, VIEW
from foundation.accounts.catalogue import VIEW_LOOKS
from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_list, show_looks, show_trail
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.documents.verbs import DOWNLOAD


@staff_page(VIEW.code)
@require_GET
def case_page(request: Request, pk: UUID) -> HttpResponse:
    """The overview of a case within scope; a case outside it does not exist for this posting."""
    case = _visible(request, pk)
    context = {
        "case": case,
        "facts": facts_of(case, request.actor),
        "path": path_of(case),
        "clock": clock_on(case),
        "people": people_of(case, request.actor),
        "times": times_of(case, request.actor),
        "entrusted": entrusted_of(case),
        "termination": termination_of(case, request.actor),
        "entries": recent(case.stream),
    }
    return show(request, detail_of(case, request.actor), "overview", "cases/case.html", context)


@staff_page(DOWNLOAD.code)
@require_GET
def case_documents(request: Request, pk: UUID) -> HttpResponse:
    """The files that belong to a case."""
    case = _visible(request, pk)
    context = {"files": files_of(case, request.actor)}
    return show(request, detail_of(case, request.actor), "documents", "detail/documents.html", context)


@staff_page(VIEW.code)
@require_GET
def case_related(request: Request, pk: UUID) -> HttpResponse:
    """Other cases of the same institution: its list by address."""
    case = _visible(request, pk)
    return show_list(
        request,
        detail_of(case, request.actor),
        "related",
        title=_("Cases of %(institution)s") % {"institution": case.institution},
        url=f"{reverse('case_list')}?institution={case.institution_id}",
    )


@staff_page(VIEW.code)
@require_GET
def case_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a case, page by page."""
    return show_trail(request, detail_of(_visible(request, pk), request.actor))


@staff_page(VIEW_LOOKS.code)
@require_GET
def case_looks(request: Request, pk: UUID) -> HttpResponse:
    """Who opened personal data of a case."""
    return show_looks(request, detail_of(_visible(request, pk), request.actor))


@staff_page(REVEAL.code)
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: Request, pk: UUID) -> HttpResponse:
    """Ask for the reason; answer with the identities, once, after the reason is on record."""
    case = _visible(request, pk)
    form = RevealForm(typed(request))
    shown = attempt(request, form, lambda given: open_identities(case, by=request.actor, reason=given["reason"]))
    context = {"case": case, "form": form, "shown": shown}
    return render(request, "cases/reveal.html", context, status=status_of(request, form))


def _visible(request: Request, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).for_page(), pk=pk)
