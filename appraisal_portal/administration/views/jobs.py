"""The jobs page: what ran, what is due, what waits, what is parked."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisal_portal.administration import running
from appraisal_portal.administration.forms import ReasonForm
from appraisal_portal.administration.lists import PARKED
from foundation.accounts.catalogue import RETRY_JOB, VIEW_JOBS
from foundation.accounts.doors import Request, staff_page
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.kpi.checking.presenting import job_of, last_recount
from foundation.kpi.verbs import RECOUNT, VIEW_CHECKS


@staff_page(VIEW_JOBS.code)
@require_GET
def job_list(request: Request) -> HttpResponse:
    """Every job with its last run and next moment, the queue, signs of life, parked messages."""
    now = timezone.now()
    may_see = request.actor.may(VIEW_CHECKS.code)
    recount = last_recount()
    context = {
        "now": now,
        "jobs": running.job_states(now),
        "queue": running.queue(now),
        "signs": running.signs_of_life(now),
        "parked": running.parked(),
        "may_retry": request.actor.may(RETRY_JOB.code),
        "may_see_checks": may_see,
        "may_recount": request.actor.may(RECOUNT.code),
        "recount": recount,
        "job": job_of(recount, request.actor, polled=may_see) if recount else None,
    }
    return render(request, "administration/jobs.html", context)


@staff_page(VIEW_JOBS.code)
@require_GET
def parked_list(request: Request) -> HttpResponse:
    """The parked messages, to be tried again many at once."""
    return list_page(request, PARKED)


@staff_page(RETRY_JOB.code)
@require_http_methods(["GET", "POST"])
def retry(request: Request, pk: int) -> HttpResponseBase:
    """Let a parked message be tried again."""
    message = next((row for row in running.parked() if row.pk == pk), None)
    if message is None:
        raise Http404
    form = ReasonForm(typed(request))
    if attempt(request, form, lambda given: running.retry(pk, by=request.actor, **given)) is not None:
        messages.success(request, _("The message waits in the queue again."))
        return redirect("administration:jobs")
    context = {"form": form, "message": message}
    return render(request, "administration/job_retry.html", context, status=status_of(request, form))
