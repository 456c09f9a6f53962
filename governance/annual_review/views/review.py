"""One annual review: its page, and what city and province do with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_list, show_trail
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.kpi.drilling import figure_asked
from governance.annual_review import gate
from governance.annual_review.actions import deciding, reviewing
from governance.annual_review.describing import decision_of, detail_of, facts_of, path_of
from governance.annual_review.forms import DecideForm, ProposeForm, ReturnForm
from governance.annual_review.lines import lines_submitted, lines_today, openable
from governance.annual_review.lists import REVIEWS
from governance.annual_review.models import AnnualReview
from governance.annual_review.states import ARTICLE, ReviewState
from governance.annual_review.verbs import DECIDE, PROPOSE, RETURN, VIEW
from institutions.describing import detail_of as institution_detail
from institutions.models import Institution


@staff_page(VIEW.code)
@require_GET
def annual_review_list(request: Request) -> HttpResponse:
    """The annual reviews the posting may see, or those behind a figure."""
    figure = figure_asked(request.GET, request.actor, AnnualReview)
    return list_page(request, REVIEWS, "annual_review/list.html", figure=figure, title=figure.title if figure else None)


@staff_page(VIEW.code)
@require_GET
def annual_review(request: Request, pk: UUID) -> HttpResponse:
    """The page of a review: what is known, what was said, what was proposed and decided."""
    row = _visible(request, pk)
    waiting = gate.absence(row)
    context = {
        "row": row,
        "facts": facts_of(row, request.actor),
        "path": path_of(row),
        "lines": openable(lines_today(row) if waiting else lines_submitted(row), request.actor),
        "earlier": openable(lines_submitted(row) if waiting and row.round else [], request.actor),
        "waiting": waiting,
        "decision": decision_of(row, request.actor),
        "article": ARTICLE,
        "entries": recent(row.stream),
    }
    return show(request, detail_of(row, request.actor), "overview", "annual_review/review.html", context)


@staff_page(VIEW.code)
@require_GET
def annual_review_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a review."""
    return show_trail(request, detail_of(_visible(request, pk), request.actor))


@staff_page(VIEW.code)
@require_GET
def institution_annual_reviews(request: Request, pk: UUID) -> HttpResponse:
    """The annual reviews of an institution: the list by its address."""
    row = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    url = f"{reverse('annual_review_list')}?institution={row.pk}"
    detail = institution_detail(row, request.actor)
    return show_list(request, detail, "annual_reviews", title=_("Annual reviews"), url=url)


@staff_page(PROPOSE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def annual_review_propose(request: Request, pk: UUID) -> HttpResponseBase:
    """Propose a result to the province, and say whose value holds where a line is disputed."""
    row = _visible(request, pk)
    absent = gate.absence(row)
    lines = [] if absent else lines_submitted(row)
    form = ProposeForm(typed(request), lines=lines, initial={"version": row.trail_seq})
    done = attempt(request, form, lambda _given: reviewing.propose(pk, by=request.actor, **form.given()))
    if done is not None:
        messages.success(request, _("The proposal is on record and lies with the province."))
        return redirect("annual_review", pk=pk)
    barred = gate.proposing_barred(row, timezone.localdate())
    context = {"form": form, "row": row, "absent": absent, "barred": barred, "article": ARTICLE}
    return render(request, "annual_review/propose.html", context, status=status_of(request, form))


@staff_page(RETURN.code)
@require_http_methods(["GET", "HEAD", "POST"])
def annual_review_return(request: Request, pk: UUID) -> HttpResponseBase:
    """Give a submitted review back to the institution."""
    row = _visible(request, pk)
    form = ReturnForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: reviewing.return_to_institution(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The review lies with the institution again. It has been told."))
        return redirect("annual_review", pk=pk)
    context = {"form": form, "row": row, "possible": row.state == ReviewState.SUBMITTED}
    return render(request, "annual_review/return.html", context, status=status_of(request, form))


@staff_page(DECIDE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def annual_review_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide; cannot be undone and is published, so that it is asked on a page of its own."""
    row = _visible(request, pk)
    form = DecideForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: deciding.decide(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The decision is on record and published. The letter is being written."))
        return redirect("annual_review", pk=pk)
    context = {"form": form, "row": row, "possible": row.state == ReviewState.PROPOSED, "article": ARTICLE}
    return render(request, "annual_review/decide.html", context, status=status_of(request, form))


def _visible(request: Request, pk: UUID) -> AnnualReview:
    return get_object_or_404(AnnualReview.objects.visible_to(request.actor).for_list(), pk=pk)
