"""Completing an entrustment: asking the client for what is missing, and recording what has come."""

import functools
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import completing
from cases.deadlines import decision_clock
from cases.entrustments.asking import asked_before, last_request, points_of
from cases.entrustments.completing_forms import AskForm, CompletionSheet
from cases.entrustments.grounds import DUTY
from cases.entrustments.states import ASK, COMPLETE
from cases.gate import may_accept
from cases.models import Entrustment
from cases.verbs import ASK_COMPLETION
from cases.verbs import COMPLETE as COMPLETE_VERB
from foundation.accounts.doors import Request, staff_page
from foundation.desk.filling.attempting import attempt, status_of, typed


def _visible(request: Request, pk: UUID) -> Entrustment:
    rows = Entrustment.objects.visible_to(request.actor).select_related("institution__organisation", "category")
    return get_object_or_404(rows, pk=pk)


@staff_page(ASK_COMPLETION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def entrustment_ask(request: Request, pk: UUID) -> HttpResponseBase:
    """Ask the client for what is missing; the time for the decision stands still from then on."""
    row, today = _visible(request, pk), timezone.localdate()
    form = AskForm(typed(request), again=last_request(row) is not None, initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: completing.ask(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("Asked for. The letter to the client is being written."))
        return redirect("entrustment", pk=pk)
    is_open = row.state in ASK.sources
    clock = decision_clock(row, today)
    before = asked_before(row)
    context = {
        "form": form,
        "row": row,
        "client": row.client_name,
        "barred": next(iter(before), None) if is_open else completing.why_not_decided(row),
        "points": points_of(row, today) if is_open else [],
        "verdict": may_accept(row, today) if is_open else None,
        "clock": clock,
        "article": DUTY,
    }
    return render(request, "cases/entrustment_ask.html", context, status=status_of(request, form))


@staff_page(COMPLETE_VERB.code)
@require_http_methods(["GET", "HEAD", "POST"])
def entrustment_complete(request: Request, pk: UUID) -> HttpResponseBase:
    """Record what completes the entrustment; where it was awaited, the time goes on."""
    row = _visible(request, pk)
    if row.state not in COMPLETE.sources and request.method != "POST":
        messages.info(request, _("This entrustment is not waiting for a decision any more."))
        return redirect("entrustment", pk=pk)
    if request.POST.get("act") == "add_materials":
        return _page(request, row, CompletionSheet(row, request.POST, more=1), added=True)
    sheet = CompletionSheet(row, typed(request))
    done = None
    if sheet.main.is_bound and sheet.is_valid():
        act = functools.partial(completing.complete, pk, by=request.actor, **sheet.given())
        done = attempt(request, sheet.main, lambda _given: act(), show=sheet.show)
    if done is not None:
        messages.success(request, _("Recorded. The entrustment waits for the decision of the institution."))
        return redirect("entrustment", pk=pk)
    return _page(request, row, sheet)


def _page(request: Request, row: Entrustment, sheet: CompletionSheet, *, added: bool = False) -> HttpResponse:
    is_open = row.state in COMPLETE.sources
    context = {
        "row": row,
        "sheet": sheet,
        "form": sheet.main,
        "client": row.client_name,
        "asked": row.completions.filter(received_on__isnull=True).first(),
        "barred": None if is_open else completing.why_not_decided(row),
        "verdict": may_accept(row, timezone.localdate()) if is_open else None,
        "added": added,
        "article": DUTY,
    }
    status = 200 if added else status_of(request, sheet.main, *sheet.lacking, *sheet.materials.forms)
    return render(request, "cases/entrustment_complete.html", context, status=status)
