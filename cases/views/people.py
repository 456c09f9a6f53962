"""The people of a case: assigning appraisers, replacing one, and an appraiser's own declaration about recusal."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import assigning, declaring
from cases.conduct.candidates import candidates, leaving_choices
from cases.conduct.describing import barred
from cases.conduct.forms import AssignForm, DeclareForm, ReplaceForm
from cases.conduct.gate import RECUSAL
from cases.conduct.verbs import ASSIGN, DECLARE, REPLACE_APPRAISER
from cases.models import Case
from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.acts import comma
from foundation.desk.filling.attempting import attempt, status_of, typed


@staff_page(ASSIGN.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_assign(request: Request, pk: UUID) -> HttpResponseBase:
    """Choose the appraisers of a case; what the law says of each stands beside the name."""
    case, today = _visible(request, pk), timezone.localdate()
    form = AssignForm(typed(request), choices=candidates(case, today), initial={"version": case.trail_seq})
    done = attempt(request, form, lambda given: assigning.assign(pk, by=request.actor, **given))
    if done is not None:
        messages.success(
            request, _("Assigned. Each appraiser is told and declares whether a ground for recusal exists.")
        )
        return redirect(case)
    context = {
        "case": case,
        "form": form,
        "barred": barred(case),
        "names": comma().join(row.appraiser.person.name for row in case.assignments.current().for_page()),
    }
    return render(request, "cases/conduct/assign.html", context, status=status_of(request, form))


@staff_page(REPLACE_APPRAISER.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_replace(request: Request, pk: UUID) -> HttpResponseBase:
    """Replace one appraiser by another, with the reason."""
    case, today = _visible(request, pk), timezone.localdate()
    current = list(case.assignments.current().for_page())
    form = ReplaceForm(
        typed(request),
        leaving=list(leaving_choices(current)),
        coming=candidates(case, today),
        initial={"version": case.trail_seq},
    )
    done = attempt(request, form, lambda given: assigning.replace(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("Replaced. Both appraisers are told."))
        return redirect(case)
    context = {"case": case, "form": form, "barred": barred(case)}
    return render(request, "cases/conduct/replace.html", context, status=status_of(request, form))


@staff_page(DECLARE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_recusal(request: Request, pk: UUID) -> HttpResponseBase:
    """Declare for oneself whether a ground for recusal exists; a ground ends the own assignment."""
    case, today = _visible(request, pk), timezone.localdate()
    own = case.assignments.current().filter(appraiser__person__user=request.actor.user_id).first()
    if own is None:
        raise Http404
    form = DeclareForm(typed(request), on=today, may_deny=own.declared_on is None, initial={"version": own.trail_seq})
    row = attempt(request, form, lambda given: declaring.declare(pk, by=request.actor, **given))
    if row is not None and row.ended_on is not None:
        messages.success(request, _("Your recusal is on record. The case is not assigned to you any more."))
        return redirect("home")
    if row is not None:
        messages.success(request, _("Declared. You can begin with the appraisal."))
        return redirect(case)
    context = {"case": case, "form": form, "own": own, "barred": barred(case), "article": RECUSAL}
    return render(request, "cases/conduct/recusal.html", context, status=status_of(request, form))


def _visible(request: Request, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).for_list(), pk=pk)
