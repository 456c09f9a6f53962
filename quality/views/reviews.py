"""The reviewer's own pages: his list, one case with the form of his opinion, withdrawing from it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.acts import state_findings
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.desk.lists.showing import list_page
from quality.actions import reviewing
from quality.blindness import both_are_in, opinions_of
from quality.describing import review_detail, review_facts
from quality.forms import OpinionForm, ReasonForm
from quality.lists import REVIEWS, name_of, review_rows
from quality.models import Review
from quality.states import RECUSING, ReviewState
from quality.verbs import REVIEW


@staff_page(REVIEW.code)
@require_GET
def case_review_list(request: Request) -> HttpResponse:
    """The cases drawn for oneself."""
    return list_page(request, REVIEWS)


def _seen(request: Request, pk: UUID) -> Review:
    return get_object_or_404(review_rows(request.actor, request.GET).prefetch_related("drawn__reviews"), pk=pk)


@staff_page(REVIEW.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_review(request: Request, pk: UUID) -> HttpResponseBase:
    """One case: what a reviewer may see of it, and his opinion; the other one once both are in."""
    row = _seen(request, pk)
    form = OpinionForm(typed(request), on=row.assigned_on, initial={"version": row.trail_seq})

    def act(given: dict[str, object]) -> Review:
        version = int(str(given["version"]))
        return reviewing.submit(pk, by=request.actor, version=version, given=form.given())

    if attempt(request, form, act) is not None:
        messages.success(request, _("Your opinion is given. You can read the other one once it is in."))
        return redirect("case_review", pk=pk)
    context = {
        "row": row,
        "facts": review_facts(row),
        "form": form if row.state == ReviewState.ASSIGNED or form.is_bound else None,
        "opinions": opinions_of(row.drawn, request.actor),
        "both_in": both_are_in(row.drawn),
    }
    status = status_of(request, form)
    return show(request, review_detail(row, request.actor), "overview", "quality/review.html", context, status=status)


@staff_page(REVIEW.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_review_recuse(request: Request, pk: UUID) -> HttpResponseBase:
    """Withdraw from a case before giving an opinion."""
    row = _seen(request, pk)
    form = ReasonForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: reviewing.recuse(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("You have withdrawn; the next in the order of the draw has the case."))
        return redirect("case_review_list")
    context = {
        "form": form,
        "heading": _("Withdraw from this case"),
        "named": name_of(row),
        "button": _("Withdraw from this case"),
        "back": row.get_absolute_url(),
        "back_words": name_of(row),
        "barred": state_findings(row, RECUSING),
        "consequence": _("For example because of kinship or earlier work. You do not see the case any more."),
    }
    return render(request, "quality/act.html", context, status=status_of(request, form))
