"""Agreeing with the client on a longer time for the decision about acceptance."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import agreeing_decisions
from cases.actions.completing import why_decided
from cases.agreements.forms import DecisionForm
from cases.deadlines import decision_clock
from cases.entrustments.states import UNDECIDED
from cases.models import Entrustment
from cases.verbs import AGREE_DECISION
from foundation.accounts.doors import Request, staff_page
from foundation.desk.filling.attempting import attempt, status_of, typed


@staff_page(AGREE_DECISION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def entrustment_decision_time(request: Request, pk: UUID) -> HttpResponseBase:
    """Record an agreed longer time for the decision."""
    rows = Entrustment.objects.visible_to(request.actor).select_related("institution__organisation", "category")
    row, today = get_object_or_404(rows, pk=pk), timezone.localdate()
    form = DecisionForm(typed(request), initial={"version": row.trail_seq, "agreed_on": today})
    done = attempt(request, form, lambda given: agreeing_decisions.agree(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The agreed time for the decision is on record."))
        return redirect("entrustment", pk=pk)
    context = {
        "form": form,
        "row": row,
        "client": row.client_name,
        "barred": None if row.state in UNDECIDED else why_decided(),
        "clock": decision_clock(row, today),
        "article": agreeing_decisions.LONGER,
    }
    return render(request, "cases/agreement/decision_time.html", context, status=status_of(request, form))
