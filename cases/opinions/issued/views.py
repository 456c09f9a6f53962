"""The acts on an issued opinion."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import correcting_opinions, revoking_opinions
from cases.models import Case
from cases.opinions.issued.describing import correcting_findings, revoking_findings
from cases.opinions.issued.forms import CorrectForm, RevokeForm
from cases.opinions.issued.verbs import CORRECT, REVOKE
from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.filling.attempting import attempt_once, status_of, typed


@staff_page(CORRECT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_opinion_correct(request: Request, pk: UUID) -> HttpResponseBase:
    """Correct an issued opinion as one who signed it."""
    case = get_object_or_404(Case.objects.visible_to(request.actor).for_page(), pk=pk)
    form = CorrectForm(typed(request), on=timezone.localdate(), initial={"version": case.trail_seq})

    def act(given: dict[str, Any]) -> Answer:
        return {"number": correcting_opinions.correct(pk, by=request.actor, **given).number}

    done = attempt_once(request, form, act, scope="opinion_correction")
    if done is not None:
        messages.success(request, _("Correction no. %(number)s is on record. The paper is being printed.") % done)
        return redirect("case_opinion", pk=pk)
    context = {"case": case, "form": form, "findings": correcting_findings(case, request.actor)}
    return render(request, "cases/opinion_correct.html", context, status=status_of(request, form))


@staff_page(REVOKE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_opinion_revoke(request: Request, pk: UUID) -> HttpResponseBase:
    """Revoke an issued opinion for the institution."""
    case = get_object_or_404(Case.objects.visible_to(request.actor).for_page(), pk=pk)
    form = RevokeForm(typed(request), on=timezone.localdate(), initial={"version": case.trail_seq})

    def act(given: dict[str, Any]) -> Answer:
        return {"case": str(revoking_opinions.revoke(pk, by=request.actor, **given).pk)}

    if attempt_once(request, form, act, scope="opinion_revocation") is not None:
        messages.success(request, _("The opinion is revoked. The notice is being printed."))
        return redirect("case_opinion", pk=pk)
    context = {"case": case, "form": form, "findings": revoking_findings(case)}
    return render(request, "cases/opinion_revoke.html", context, status=status_of(request, form))
