"""A drawn case for the organ: its two opinions, the decision where they differ, findings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding as Refusal
from foundation.desk.detail.acts import state_findings
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, status_of, typed
from institutions.models import Finding
from quality.actions import concluding, reviewing
from quality.blindness import opinions_of
from quality.describing import drawn_detail, drawn_facts
from quality.forms import ConcludeForm, FindingForm, ReasonForm
from quality.models import DrawnCase, Review
from quality.states import CONCLUDING, REPLACING
from quality.verbs import CONCLUDE, RECORD_FINDING, REPLACE, VIEW


def _seen(request: Request, pk: UUID) -> DrawnCase:
    rows = DrawnCase.objects.visible_to(request.actor).for_list().prefetch_related("reviews")
    return get_object_or_404(rows, pk=pk)


@staff_page(VIEW.code)
@require_GET
def drawn_case(request: Request, pk: UUID) -> HttpResponse:
    """One drawn case: who has given an opinion, and what both say once both are in."""
    row = _seen(request, pk)
    findings = Finding.objects.visible_to(request.actor).for_list().of(Finding.Source.CASE_REVIEW, row.pk)
    context = {
        "row": row,
        "facts": drawn_facts(row, request.actor),
        "opinions": opinions_of(row, request.actor),
        "findings_recorded": list(findings),
        "entries": recent(row.stream),
    }
    return show(request, drawn_detail(row, request.actor), "overview", "quality/drawn_case.html", context)


@staff_page(VIEW.code)
@require_GET
def drawn_case_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a drawn case. Each opinion has a trail of its own."""
    return show_trail(request, drawn_detail(_seen(request, pk), request.actor))


def _page(
    request: Request, row: DrawnCase, form: BaseForm, heading: str, consequence: str, barred: list[Refusal]
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "named": row.case.case_number,
        "button": heading,
        "back": row.get_absolute_url(),
        "back_words": row.case.case_number,
        "opinions": opinions_of(row, request.actor),
        "barred": barred,
        "consequence": consequence,
    }
    return render(request, "quality/act.html", context, status=status_of(request, form))


@staff_page(CONCLUDE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def drawn_case_conclude(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide where the two reviewers differ."""
    row = _seen(request, pk)
    form = ConcludeForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: concluding.conclude(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The decision is on record."))
        return redirect("drawn_case", pk=pk)
    words = _("Both opinions stay on file beside the decision.")
    return _page(request, row, form, _("Decide where they differ"), words, state_findings(row, CONCLUDING))


@staff_page(RECORD_FINDING.code)
@require_http_methods(["GET", "HEAD", "POST"])
def drawn_case_finding(request: Request, pk: UUID) -> HttpResponseBase:
    """Record a finding about the institution."""
    row = _seen(request, pk)
    form = FindingForm(typed(request), on=timezone.localdate(), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: concluding.record_finding(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The finding is on record. Order its rectification next."))
        return redirect("finding", pk=done.pk)
    words = _("The institution sees the finding; the order with its time limit comes next.")
    barred = list(concluding.finding_barred(row, request.actor))
    return _page(request, row, form, _("Record a finding"), words, barred)


@staff_page(REPLACE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_review_replace(request: Request, pk: UUID) -> HttpResponseBase:
    """Replace a reviewer who gives no opinion by the next in the order of the draw."""
    review = get_object_or_404(Review.objects.visible_to(request.actor), pk=pk)
    row = _seen(request, review.drawn_id)
    form = ReasonForm(typed(request), initial={"version": review.trail_seq})
    done = attempt(request, form, lambda given: reviewing.replace(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The next reviewer in the order of the draw has the case now."))
        return redirect("drawn_case", pk=row.pk)
    words = _("The next in the order of the draw gets the case; nobody chooses him.")
    return _page(request, row, form, _("Replace a reviewer"), words, state_findings(review, REPLACING))
