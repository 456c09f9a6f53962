"""The pages of recognitions: who holds what, the applications, applying, verifying, deciding, withdrawing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_list, show_trail
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.documents.actions import storing
from foundation.documents.refusals import FileRefused
from foundation.documents.verbs import DOWNLOAD
from foundation.kpi.drilling import figure_asked
from governance.recognition.actions import applying, recognising
from governance.recognition.models import RecognitionApplication
from governance.recognition.standards import describing, gate
from governance.recognition.standards.criteria import checklist, levels_on
from governance.recognition.standards.facts import known_of
from governance.recognition.standards.forms import ApplyForm, DecideForm, VerifyForm, WithdrawForm
from governance.recognition.standards.lines import lines_of
from governance.recognition.standards.lists import APPLICATIONS, RECOGNITIONS
from governance.recognition.standards.purposes import EVIDENCE
from governance.recognition.standards.states import ApplicationState
from governance.recognition.standards.verbs import APPLY, BASIS, DECIDE, NATIONAL, VERIFY, VIEW, WITHDRAW
from institutions.describing import detail_of as institution_detail
from institutions.models import Institution, Recognition


def seen(request: Request, pk: UUID) -> RecognitionApplication:
    """Return an application within scope. Raises Http404."""
    return get_object_or_404(RecognitionApplication.objects.visible_to(request.actor).for_list(), pk=pk)


@staff_page(VIEW.code)
@require_GET
def recognition_list(request: Request) -> HttpResponse:
    """The recognitions the posting may see."""
    figure = figure_asked(request.GET, request.actor, Recognition)
    title = figure.title if figure else None
    may_apply = request.actor.may(APPLY.code)
    template = "standards/recognitions.html"
    return list_page(request, RECOGNITIONS, template, figure=figure, title=title, may_apply=may_apply)


@staff_page(VIEW.code)
@require_GET
def recognition_application_list(request: Request) -> HttpResponse:
    """The applications the posting may see."""
    return list_page(request, APPLICATIONS, "standards/applications.html", may_apply=request.actor.may(APPLY.code))


@staff_page(VIEW.code)
@require_GET
def institution_recognitions(request: Request, pk: UUID) -> HttpResponse:
    """The recognitions of an institution: the list by its address."""
    row = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    url = f"{reverse('recognition_list')}?institution={row.pk}"
    detail = institution_detail(row, request.actor)
    return show_list(request, detail, "recognitions", title=_("Recognitions"), url=url)


@staff_page(VIEW.code)
@require_GET
def recognition_application(request: Request, pk: UUID) -> HttpResponse:
    """One application: its checklist with both scores, the conditions, what was decided."""
    row = seen(request, pk)
    context = {
        "row": row,
        "facts": describing.facts_of(row, request.actor),
        "path": describing.path_of(row),
        "lines": lines_of(row),
        "against": describing.conditions_of(row),
        "may_download": request.actor.may(DOWNLOAD.code),
        "entries": recent(row.stream),
    }
    detail = describing.detail_of(row, request.actor)
    return show(request, detail, "overview", "standards/application.html", context)


@staff_page(VIEW.code)
@require_GET
def recognition_application_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of an application."""
    return show_trail(request, describing.detail_of(seen(request, pk), request.actor))


@staff_page(APPLY.code)
@require_http_methods(["GET", "HEAD", "POST"])
def recognition_apply(request: Request) -> HttpResponseBase:
    """Choose a recognition and apply for it with a self-score."""
    today, own = timezone.localdate(), _own(request)
    levels = levels_on(today)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if own is None or kind not in levels:
        return _choice(request, own)
    criteria = checklist(kind, today)
    form = ApplyForm(
        typed(request),
        request.FILES or None,
        criteria=criteria,
        known=known_of(own, criteria, today),
        kind=kind,
    )

    def act(given: dict[str, Any]) -> Answer:
        upload = given["evidence"]
        received = storing.receive(upload, purpose=EVIDENCE.code) if upload else None
        row = applying.apply_for(
            own.pk,
            by=request.actor,
            kind=given["kind"],
            given=form.given(),
            statement=given["statement"],
            evidence=received,
        )
        return {"url": row.get_absolute_url()}

    try:
        answer = attempt_once(request, form, act, scope="recognition_apply")
    except FileRefused as refused:
        form.add_error("evidence", refused)
        answer = None
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The application lies with the organ of the city, which verifies it on site."))
        return redirect(answer["url"])
    barred = gate.applying_barred(own, kind, today)
    context = {"form": form, "level": levels[kind], "own": own, "barred": barred}
    return render(request, "standards/apply.html", context, status=status_of(request, form))


def _choice(request: Request, own: Institution | None) -> HttpResponse:
    """What can be applied for, and what stands against it."""
    today = timezone.localdate()
    levels = levels_on(today).values()
    choices = [(each, gate.applying_barred(own, each.kind, today)) for each in levels] if own is not None else []
    context = {"choices": choices, "own": own, "basis": BASIS, "national": NATIONAL}
    return render(request, "standards/choose.html", context)


def _own(request: Request) -> Institution | None:
    """The institution of the posting; None for one that belongs to another body."""
    posting = request.actor.posting
    rows = Institution.objects.visible_to(request.actor).for_list()
    return rows.filter(pk=posting.organisation_id).first() if posting is not None else None


@staff_page(VERIFY.code)
@require_http_methods(["GET", "HEAD", "POST"])
def recognition_verify(request: Request, pk: UUID) -> HttpResponseBase:
    """Verify an application on site."""
    row = seen(request, pk)
    form = VerifyForm(typed(request), lines=lines_of(row), initial={"version": row.trail_seq})

    def act(given: dict[str, Any]) -> RecognitionApplication:
        said = {name: given[name] for name in ("version", "result", "reason")}
        return recognising.verify(pk, by=request.actor, given=form.given(), **said)

    done = attempt(request, form, act)
    if done is not None:
        messages.success(request, _("The verification is on record."))
        return redirect(row)
    context = {
        "form": form,
        "row": row,
        "possible": row.state == ApplicationState.SUBMITTED,
        "against": describing.conditions_of(row),
    }
    return render(request, "standards/verify.html", context, status=status_of(request, form))


@staff_page(DECIDE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def recognition_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide about a verified application."""
    row = seen(request, pk)
    form = DecideForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: recognising.decide(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The decision is on record, and the institution has been told."))
        return redirect(row)
    context = {
        "form": form,
        "row": row,
        "possible": row.state == ApplicationState.VERIFIED,
        "against": describing.conditions_of(row),
    }
    return render(request, "standards/decide.html", context, status=status_of(request, form))


@staff_page(WITHDRAW.code)
@require_http_methods(["GET", "HEAD", "POST"])
def recognition_withdraw(request: Request, pk: UUID) -> HttpResponseBase:
    """Withdraw a recognition before its last day."""
    row = seen(request, pk)
    form = WithdrawForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: recognising.withdraw(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The recognition is withdrawn, and the institution has been told."))
        return redirect(row)
    barred = gate.withdrawing_barred(row, request.actor)
    context = {"form": form, "row": row, "barred": barred, "basis": BASIS}
    return render(request, "standards/withdraw.html", context, status=status_of(request, form))
