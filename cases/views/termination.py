"""Terminating an appraisal, on a page of its own since it cannot be undone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import terminating
from cases.custody.dossier import still_here
from cases.models import Case
from cases.states import OPEN
from cases.termination.forms import TerminateForm
from cases.verbs import TERMINATE
from foundation.accounts.doors import Request, staff_page
from foundation.desk.filling.attempting import attempt, status_of, typed


@staff_page(TERMINATE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_terminate(request: Request, pk: UUID) -> HttpResponse | HttpResponseBase:
    """Terminate on a legal ground, with reason, day, and the day until which the client fetches the materials."""
    case = get_object_or_404(Case.objects.visible_to(request.actor).for_list(), pk=pk)
    today = timezone.localdate()
    form = TerminateForm(typed(request), on=today, initial={"version": case.trail_seq, "terminated_on": today})
    done = attempt(request, form, lambda given: terminating.terminate(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The termination is on record. The notice to the client is being written."))
        return redirect("case", pk=pk)
    context = {
        "form": form,
        "case": case,
        "client": case.client_name,
        "is_open": case.state in OPEN,
        "still_here": still_here(case),
    }
    return render(request, "cases/termination_new.html", context, status=status_of(request, form))
