"""The list of restrictions, the page of one, the objection of the barred, and the decision about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.documents.actions import storing
from foundation.documents.refusals import FileRefused
from foundation.documents.verbs import DOWNLOAD
from institutions.actions import objecting
from institutions.barring import what_words
from institutions.models import Objection, Restriction
from institutions.restrictions import describing, gate
from institutions.restrictions.forms import DecideForm, ObjectForm
from institutions.restrictions.lists import RESTRICTIONS
from institutions.restrictions.purposes import EVIDENCE
from institutions.restrictions.verbs import DECIDE, OBJECT, VIEW


def seen(request: Request, pk: UUID) -> Restriction:
    """Return a restriction within scope. Raises Http404."""
    return get_object_or_404(Restriction.objects.visible_to(request.actor).for_list(), pk=pk)


@staff_page(VIEW.code)
@require_GET
def restriction_list(request: Request) -> HttpResponse:
    """The restrictions the posting may see."""
    return list_page(request, RESTRICTIONS)


@staff_page(VIEW.code)
@require_GET
def restriction_page(request: Request, pk: UUID) -> HttpResponse:
    """One restriction: what it bars, on which ground, the document, and what the barred says."""
    row = seen(request, pk)
    raised = gate.objection_of(row)
    context = {
        "row": row,
        "facts": describing.facts_of(row, request.actor),
        "raised": raised,
        "objection": describing.objection_standing(row, raised),
        "may_download": request.actor.may(DOWNLOAD.code),
        "entries": recent(row.stream),
    }
    detail = describing.detail_of(row, raised, request.actor)
    return show(request, detail, "overview", "restrictions/restriction.html", context)


@staff_page(VIEW.code)
@require_GET
def restriction_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a restriction."""
    row = seen(request, pk)
    return show_trail(request, describing.detail_of(row, gate.objection_of(row), request.actor))


@staff_page(OBJECT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def restriction_object(request: Request, pk: UUID) -> HttpResponseBase:
    """Object to a restriction."""
    row = seen(request, pk)
    form = ObjectForm(typed(request), request.FILES or None, initial={"version": row.trail_seq})

    def act(given: dict[str, Any]) -> Objection:
        upload = given.pop("evidence")
        received = storing.receive(upload, purpose=EVIDENCE.code) if upload else None
        return objecting.object_to(pk, by=request.actor, evidence=received, **given)

    try:
        done = attempt(request, form, act)
    except FileRefused as refused:
        form.add_error("evidence", refused)
        done = None
    if done is not None:
        messages.success(request, _("The objection is before the organ. The restriction holds until it is decided."))
        return redirect(row)
    return _page(
        request,
        form,
        row,
        heading=_("Object to a restriction"),
        consequence=_("The organ that set it is told and decides. Until then the restriction holds."),
        button=_("Send the objection"),
        against=list(gate.may_object(row, gate.objection_of(row), timezone.localdate())),
    )


@staff_page(DECIDE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def restriction_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide about the objection to a restriction."""
    row = seen(request, pk)
    form = DecideForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda _given: objecting.decide_objection(pk, by=request.actor, **form.given()))
    if done is not None:
        messages.success(request, _("The decision is on record, and the barred is told."))
        return redirect(row)
    return _page(
        request,
        form,
        row,
        heading=_("Decide about an objection"),
        consequence=_("Upheld, the restriction is lifted from today on. Rejected, it stays. The barred is told."),
        button=_("Record the decision"),
        against=describing.decision_findings(row, gate.objection_of(row), request.actor),
        grave=True,
    )


def _page(request: Request, form: Any, row: Restriction, *, against: list[Finding], **words: Any) -> HttpResponse:
    """The form of an act; where it is not possible, why, before anybody has typed. What was sent keeps its form."""
    raised = gate.objection_of(row)
    words["against"] = against if not form.is_bound else []
    context = {"form": form, "row": row, "raised": raised, "back": row.get_absolute_url(), **words}
    context["named"] = f"{describing.barred_name(row)}　{what_words(row)}　{row.document_number}"
    return render(request, "restrictions/act.html", context, status=status_of(request, form))
