"""The pages of checks of figures, and of recomputes: ordering one, following it, stopping it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.acting import PostedActor
from foundation.accounts.doors import Request, staff_page
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.filling.fields import Reason
from foundation.desk.lists.showing import list_page
from foundation.kpi.actions.recounting import order_recount, stop_recount
from foundation.kpi.checking import presenting
from foundation.kpi.checking.lists import CHECKS
from foundation.kpi.checking.recording import proven
from foundation.kpi.models import FigureCheck, Recount
from foundation.kpi.states import RecountState
from foundation.kpi.verbs import RECOUNT, STOP_RECOUNT, VIEW_CHECKS


class RecountForm(forms.Form):
    """Why all figures are recomputed."""

    reason = Reason()


class StopForm(RecountForm):
    """Why a recompute is stopped, and which state of it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@staff_page(VIEW_CHECKS.code)
@require_GET
def check_list(request: Request) -> HttpResponse:
    """Every check of figures with what it found, and the recompute under way."""
    recount = presenting.last_recount()
    running = recount is not None and recount.state == RecountState.ORDERED
    return list_page(
        request,
        CHECKS,
        "kpi/checks.html",
        proven=proven(),
        job=presenting.job_of(recount, request.actor) if running and recount else None,
        may_recount=request.actor.may(RECOUNT.code),
    )


@staff_page(VIEW_CHECKS.code)
@require_GET
def check_page(request: Request, pk: UUID) -> HttpResponse:
    """One check: what was looked at, by which seed, and the first differing cells."""
    check = get_object_or_404(FigureCheck.objects.visible_to(request.actor), pk=pk)
    standing = proven()
    context = {
        "check": check,
        "cells": presenting.cells_in_words(check, request.actor),
        "more": check.differing - len(check.first),
        "open": standing is not None and standing.drift is not None and check.left > 0,
        "recount": presenting.recount_behind(check),
        "may_recount": request.actor.may(RECOUNT.code),
    }
    return render(request, "kpi/check.html", context)


@staff_page(RECOUNT.code)
@require_http_methods(["GET", "POST"])
def recount_new(request: Request) -> HttpResponseBase:
    """Order a recompute of all figures; the same form sent twice orders once."""
    form = RecountForm(typed(request))

    def order(given: dict[str, str]) -> dict[str, str]:
        return {"pk": str(order_recount(by=_posted(request), reason=given["reason"]).pk)}

    answer = attempt_once(request, form, order, scope="recount")
    if answer is not None:
        return redirect("recount", pk=answer["pk"])
    context = {"form": form, "proven": proven()}
    return render(request, "kpi/recount_new.html", context, status=status_of(request, form))


@staff_page(VIEW_CHECKS.code)
@require_GET
def recount_page(request: Request, pk: UUID) -> HttpResponse:
    """One recompute: how far it is, who ordered it and why, what it found."""
    recount = _seen(request, pk)
    return render(request, "kpi/recount.html", {"recount": recount, "job": presenting.job_of(recount, request.actor)})


@staff_page(VIEW_CHECKS.code)
@require_GET
def recount_progress(request: Request, pk: UUID) -> HttpResponse:
    """How far a recompute is, for the line that asks again by itself."""
    job = presenting.job_of(_seen(request, pk), request.actor)
    return render(request, "components/job.html", {"job": job})


@staff_page(STOP_RECOUNT.code)
@require_http_methods(["GET", "POST"])
def recount_stop(request: Request, pk: UUID) -> HttpResponseBase:
    """Stop a recompute that waits or runs."""
    recount = _seen(request, pk)
    form = StopForm(typed(request), initial={"version": recount.trail_seq})
    if attempt(request, form, lambda given: stop_recount(recount, by=_posted(request), **given)) is not None:
        messages.success(request, _("The recompute is stopped. No figure was changed."))
        return redirect(recount)
    context = {"form": form, "recount": recount}
    return render(request, "kpi/recount_stop.html", context, status=status_of(request, form))


def _seen(request: Request, pk: UUID) -> Recount:
    rows = Recount.objects.visible_to(request.actor).select_related("ordered_in__organisation", "check_made")
    return get_object_or_404(rows, pk=pk)


def _posted(request: Request) -> PostedActor:
    """The posted actor of a request; the door lets nobody else in."""
    assert isinstance(request.actor, PostedActor)  # noqa: S101  (staff_page)
    return request.actor
