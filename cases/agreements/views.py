"""The letter of entrustment on the page of a case: its versions, changing it, recording its signing, what is sealed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import agreeing
from cases.actions.opening_agreements import open_sealed
from cases.agreements.choices import CONSENT, LIMIT
from cases.agreements.describing import Opened, agreement_of
from cases.agreements.forms import AmendForm, SignedForm
from cases.agreements.grounds import risks
from cases.agreements.purposes import SIGNED
from cases.agreements.verbs import AMEND, KEEP_SIGNED
from cases.conduct.describing import barred
from cases.deadlines import clock_of
from cases.describing import detail_of
from cases.models import Agreement, Case
from cases.verbs import REVEAL, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding, RuleBroken
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.documents.actions import storing
from foundation.documents.refusals import FileRefused


@staff_page(VIEW.code)
@require_GET
def case_agreement(request: Request, pk: UUID) -> HttpResponse:
    """The letter of entrustment of a case: the version that holds, and the earlier ones."""
    return _shown(request, _visible(request, pk))


@staff_page(REVEAL.code)
@require_POST
def case_agreement_open(request: Request, pk: UUID) -> HttpResponse:
    """The letter with what is under seal, once, the reason being on record."""
    case = _visible(request, pk)
    try:
        opened = open_sealed(case, by=request.actor, reason=request.POST.get("reason", ""))
    except RuleBroken as refusal:
        return _shown(request, case, findings=refusal.findings, status=422)
    return _shown(request, case, opened=opened)


@staff_page(AMEND.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_agreement_amend(request: Request, pk: UUID) -> HttpResponseBase:
    """Change the letter by consent of the client."""
    case, today = _visible(request, pk), timezone.localdate()
    before = case.agreements.order_by("-number").first()
    first = {"version": case.trail_seq, "agreed_on": today}
    form = AmendForm(typed(request), before=before, institution=case.institution_id, initial=first)
    done = attempt(request, form, lambda _given: agreeing.amend(pk, by=request.actor, **form.given()))
    if done is not None:
        messages.success(request, _("The change is on record. The letter is being written."))
        return redirect("case_agreement", pk=pk)
    due = clock_of(case, today).due_on
    context = {
        "case": case,
        "form": form,
        "barred": barred(case),
        "before": before,
        "late_since": due if due is not None and due < today else None,
        "article": CONSENT,
        "limit_article": LIMIT,
        "risks": risks(today),
    }
    return render(request, "cases/agreement/amend.html", context, status=status_of(request, form))


@staff_page(KEEP_SIGNED.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_agreement_signed(request: Request, pk: UUID) -> HttpResponseBase:
    """Record the signing of a version, with the copy; the number of the version stands in the address."""
    case = _visible(request, pk)
    row = _version(case, request.POST.get("number") or request.GET.get("number", ""))
    first: dict[str, Any] = {
        "number": row.number,
        "version": row.trail_seq,
        "signed_on": row.signed_on or row.agreed_on,
    }
    form = SignedForm(typed(request), request.FILES or None, initial=first)
    done = None
    try:
        upload = request.FILES.get("document")
        received = storing.receive(upload, purpose=SIGNED.code) if upload and form.is_valid() else None
    except FileRefused as refused:
        form.add_error("document", refused)
    else:

        def act(given: dict[str, Any]) -> Case:
            return agreeing.keep_signed(pk, by=request.actor, **{**given, "document": received})

        done = attempt(request, form, act)
    if done is not None:
        messages.success(request, _("The signing of version %(number)d is on record.") % {"number": row.number})
        return redirect("case_agreement", pk=pk)
    context = {"case": case, "form": form, "row": row}
    return render(request, "cases/agreement/signed.html", context, status=status_of(request, form))


def _version(case: Case, asked: str) -> Agreement:
    """Return a version by its number, the newest where none is named. Raises Http404."""
    if not asked:
        newest = case.agreements.order_by("-number").first()
        if newest is None:
            raise Http404
        return newest
    if not asked.isdecimal() or len(asked) > 4:
        raise Http404
    return get_object_or_404(case.agreements, number=int(asked))


def _shown(
    request: Request,
    case: Case,
    *,
    opened: Opened | None = None,
    findings: list[Finding] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": case,
        "agreement": agreement_of(case, request.actor, opened),
        "opened": opened is not None,
        "findings": findings,
        "may_reveal": request.actor.may(REVEAL.code),
    }
    return show(
        request, detail_of(case, request.actor), "agreement", "cases/agreement/tab.html", context, status=status
    )


def _visible(request: Request, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).for_page(), pk=pk)
