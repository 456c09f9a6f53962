"""The pages of the capability assessment: lists, one assessment, objecting and settling; the rounds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.acts import comma
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_list, show_trail
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.documents.actions import storing
from foundation.documents.refusals import FileRefused
from foundation.documents.verbs import DOWNLOAD
from governance.recognition.actions import contesting
from governance.recognition.assessment import describing
from governance.recognition.assessment.forms import ObjectForm, SettleForm
from governance.recognition.assessment.lines import lines_of, proof_of
from governance.recognition.assessment.lists import ASSESSMENTS
from governance.recognition.assessment.purposes import EVIDENCE
from governance.recognition.assessment.sentences import arithmetic_of, cap_of, finding_of
from governance.recognition.assessment.verbs import ARTICLE, OBJECT, POLICY, SETTLE, VIEW
from governance.recognition.models import Assessment
from institutions.describing import detail_of as institution_detail
from institutions.models import Institution


def seen(request: Request, pk: UUID) -> Assessment:
    """Return an assessment within scope. Raises Http404."""
    return get_object_or_404(Assessment.objects.visible_to(request.actor).for_list(), pk=pk)


@staff_page(VIEW.code)
@require_GET
def assessment_list(request: Request) -> HttpResponse:
    """The assessments the posting may see."""
    return list_page(request, ASSESSMENTS, "assessment/list.html")


@staff_page(VIEW.code)
@require_GET
def assessment_page(request: Request, pk: UUID) -> HttpResponse:
    """One assessment: score and grade, each line with its facts, the objection and what was found."""
    row = seen(request, pk)
    lines, proof = lines_of(row, request.actor), proof_of(row)
    context = {
        "row": row,
        "facts": describing.facts_of(row, request.actor),
        "path": describing.path_of(row),
        "lines": lines,
        "finding": finding_of(lines),
        "arithmetic": arithmetic_of(row, lines),
        "cap": cap_of(row, lines),
        "draft": all(line.indicator.to_be_confirmed for line in lines),
        "proof": proof,
        "changed": comma().join(proof.changed),
        "may_download": request.actor.may(DOWNLOAD.code),
        "warned": describing.warned_of(row, request.actor),
        "history": describing.history_of(row, request.actor),
        "article": ARTICLE,
        "policy": POLICY,
        "entries": recent(row.stream),
    }
    return show(request, describing.detail_of(row, request.actor), "overview", "assessment/assessment.html", context)


@staff_page(VIEW.code)
@require_GET
def assessment_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of an assessment."""
    return show_trail(request, describing.detail_of(seen(request, pk), request.actor))


@staff_page(VIEW.code)
@require_GET
def institution_assessments(request: Request, pk: UUID) -> HttpResponse:
    """The assessments of an institution: the list by its address."""
    row = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    url = f"{reverse('assessment_list')}?institution={row.pk}"
    detail = institution_detail(row, request.actor)
    return show_list(request, detail, "assessments", title=_("Capability assessments"), url=url)


@staff_page(OBJECT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_object(request: Request, pk: UUID) -> HttpResponseBase:
    """Object to lines of an assessment."""
    row = seen(request, pk)
    lines = lines_of(row)
    form = ObjectForm(typed(request), request.FILES or None, lines=lines, initial={"version": row.trail_seq})

    def act(given: dict[str, Any]) -> Assessment:
        upload = given["evidence"]
        received = storing.receive(upload, purpose=EVIDENCE.code) if upload else None
        return contesting.object_to(
            pk,
            by=request.actor,
            version=given["version"],
            objections=form.objections(),
            statement=given["statement"],
            evidence=received,
        )

    try:
        done = attempt(request, form, act)
    except FileRefused as refused:
        form.add_error("evidence", refused)
        done = None
    if done is not None:
        messages.success(request, _("The objection is on record and lies with the organ of the city."))
        return redirect(row)
    context = {"form": form, "row": row, "article": ARTICLE}
    return render(request, "assessment/object.html", context, status=status_of(request, form))


@staff_page(SETTLE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_settle(request: Request, pk: UUID) -> HttpResponseBase:
    """Settle the objection to an assessment."""
    row = seen(request, pk)
    lines = [line for line in lines_of(row) if line.row.objection]
    form = SettleForm(typed(request), lines=lines, initial={"version": row.trail_seq})

    def act(given: dict[str, Any]) -> Assessment:
        return contesting.settle(pk, by=request.actor, version=given["version"], rulings=form.rulings())

    done = attempt(request, form, act)
    if done is not None:
        messages.success(request, _("The settlement is on record, and the institution has been told."))
        return redirect(row)
    context = {"form": form, "row": row, "possible": row.state == "objected", "article": ARTICLE}
    return render(request, "assessment/settle.html", context, status=status_of(request, form))
