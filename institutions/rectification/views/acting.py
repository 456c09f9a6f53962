"""The acts on a finding and on an order, each on a page of its own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.acts import state_findings
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.documents.actions import storing
from foundation.documents.refusals import FileRefused
from institutions.actions import finding as finding_acts
from institutions.actions import rectifying
from institutions.models import Finding, RectificationOrder
from institutions.rectification.describing import problem_of
from institutions.rectification.forms import AnswerForm, DecideForm, OrderForm, RecheckForm
from institutions.rectification.purposes import EVIDENCE
from institutions.rectification.states import ANSWERING, ESCALATING, ORDERING, RENEWING
from institutions.rectification.verbs import ANSWER, DECIDE, ORDER, RECHECK
from institutions.rectification.views.showing import finding_seen, order_seen


def _page(request: Request, form: BaseForm, finding: Finding, back: str, **words: Any) -> HttpResponse:
    context = {"form": form, "finding": finding, "problem": problem_of(finding), "back": back, **words}
    return render(request, "rectification/act.html", context, status=status_of(request, form))


@staff_page(ORDER.code)
@require_http_methods(["GET", "HEAD", "POST"])
def finding_order(request: Request, pk: UUID) -> HttpResponseBase:
    """Order that a finding be put right within a time limit."""
    row = finding_seen(request, pk)
    form = OrderForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: finding_acts.order(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("Rectification is ordered. The letter is being written, the institution is told."))
        return redirect("rectification", pk=done.pk)
    return _page(
        request,
        form,
        row,
        row.get_absolute_url(),
        heading=_("Order rectification"),
        button=_("Order rectification"),
        barred=state_findings(row, ORDERING),
        consequence=_("The institution gets a letter with the time limit and answers through the portal."),
    )


@staff_page(ANSWER.code)
@require_http_methods(["GET", "HEAD", "POST"])
def rectification_answer(request: Request, pk: UUID) -> HttpResponseBase:
    """Answer an order with what was put right and a file of evidence."""
    row = order_seen(request, pk)
    form = AnswerForm(typed(request), request.FILES or None, initial={"version": row.trail_seq})

    def act(given: dict[str, Any]) -> RectificationOrder:
        upload = given.pop("evidence")
        received = storing.receive(upload, purpose=EVIDENCE.code) if upload else None
        return rectifying.answer(pk, by=request.actor, evidence=received, **given)

    try:
        done = attempt(request, form, act)
    except FileRefused as refused:
        form.add_error("evidence", refused)
        done = None
    if done is not None:
        messages.success(request, _("The answer is sent. The organ looks again."))
        return redirect("rectification", pk=pk)
    return _page(
        request,
        form,
        row.finding,
        row.get_absolute_url(),
        heading=_("Answer a rectification order"),
        button=_("Send the answer"),
        barred=state_findings(row, ANSWERING),
        requirement=row.requirement,
        consequence=_("The organ re-checks it; an answer is never overwritten."),
    )


@staff_page(RECHECK.code)
@require_http_methods(["GET", "HEAD", "POST"])
def rectification_recheck(request: Request, pk: UUID) -> HttpResponseBase:
    """Look again and say what became of it."""
    row = order_seen(request, pk)
    form = RecheckForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: rectifying.recheck(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The re-check is on record."))
        return redirect("rectification", pk=pk)
    return _page(
        request,
        form,
        row.finding,
        row.get_absolute_url(),
        heading=_("Re-check a rectification"),
        button=_("Record the re-check"),
        barred=state_findings(row, ESCALATING),
        requirement=row.requirement,
        consequence=_("What was closed stays closed; an answer is sent back once."),
    )


@staff_page(DECIDE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def rectification_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide about an escalated order."""
    row = order_seen(request, pk)
    form = DecideForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: rectifying.decide(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The decision is on record."))
        return redirect("rectification", pk=pk)
    return _page(
        request,
        form,
        row.finding,
        row.get_absolute_url(),
        heading=_("Decide about an escalated rectification"),
        button=_("Record the decision"),
        barred=state_findings(row, RENEWING),
        requirement=row.requirement,
        consequence=_("The institution is told."),
    )
