"""The time of a case: supplements that pause it, and extensions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import extending, supplementing
from cases.conduct.describing import barred
from cases.conduct.states import TIME
from cases.conduct.time_forms import AskForm, DecideForm, InformForm, ReceiveForm, RequestForm
from cases.conduct.verbs import (
    ASK_SUPPLEMENT,
    DECIDE_EXTENSION,
    INFORM_OF_EXTENSION,
    RECEIVE_SUPPLEMENT,
    REQUEST_EXTENSION,
)
from cases.deadlines import clock_of, opinion_rule
from cases.models import Case, Extension, Supplement
from cases.states import State
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding
from foundation.desk.filling.attempting import attempt, status_of, typed


@staff_page(ASK_SUPPLEMENT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def supplement_ask(request: Request, pk: UUID) -> HttpResponseBase:
    """Ask for further materials; the time stands still from then on."""
    case = _visible(request, pk)
    form = AskForm(typed(request), initial={"version": case.trail_seq, "supplier": Supplement.Supplier.CLIENT})
    done = attempt(request, form, lambda given: supplementing.ask(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("Asked for. The time stands still; the letter to the client is being written."))
        return redirect(case)
    stopped = barred(case)
    if stopped is None and case.state == State.SUSPENDED:
        stopped = Finding(_("The case is suspended already: its time stands still."))
    clock = clock_of(case, timezone.localdate())
    context = {"case": case, "form": form, "barred": stopped, "article": TIME, "clock": clock, "is_late": clock.late}
    return render(request, "cases/conduct/ask.html", context, status=status_of(request, form))


@staff_page(RECEIVE_SUPPLEMENT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def supplement_receive(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that what was asked for has come; the time counts again."""
    case, today = _visible(request, pk), timezone.localdate()
    row = case.supplements.filter(received_on__isnull=True).first()
    form = ReceiveForm(typed(request), initial={"version": case.trail_seq, "received_on": today})
    done = attempt(request, form, lambda given: supplementing.receive(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("Recorded. The case goes on, and its time counts again."))
        return redirect(case)
    stopped = barred(case)
    if stopped is None and row is None:
        stopped = Finding(_("No supplement is awaited in this case."))
    context = {"case": case, "form": form, "barred": stopped, "row": row, "article": TIME}
    return render(request, "cases/conduct/receive.html", context, status=status_of(request, form))


@staff_page(REQUEST_EXTENSION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def extension_request(request: Request, pk: UUID) -> HttpResponseBase:
    """Ask the head for an extension; what is unusual about it stands beside the form."""
    case, today = _visible(request, pk), timezone.localdate()
    most = opinion_rule(case.effective_on).extension_max
    form = RequestForm(typed(request), initial={"version": case.trail_seq, "days": most})
    done = attempt(request, form, lambda given: extending.request(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("Requested. The head of the institution is told."))
        return redirect(case)
    stopped = barred(case)
    if stopped is None and case.extensions.requested().exists():
        stopped = Finding(_("A request for extension waits for the decision of the head."))
    context = {
        "case": case,
        "form": form,
        "barred": stopped,
        "most": most,
        "warnings": extending.warnings_of(case, 1, today) if stopped is None else [],
        "article": TIME,
    }
    return render(request, "cases/conduct/extension_request.html", context, status=status_of(request, form))


@staff_page(DECIDE_EXTENSION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def extension_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """The head approves or declines what was requested."""
    case, today = _visible(request, pk), timezone.localdate()
    row = case.extensions.requested().first()
    form = DecideForm(typed(request), initial={"version": row.trail_seq if row else 0})
    done = attempt(request, form, lambda given: extending.decide(pk, by=request.actor, **given))
    if done is not None:
        approved = form.cleaned_data["approve"]
        messages.success(
            request,
            _("Approved. The time is longer; the notice to the client is being written.")
            if approved
            else _("Declined."),
        )
        return redirect(case)
    stopped = barred(case)
    if stopped is None and row is None:
        stopped = Finding(_("No request for extension waits in this case."))
    warnings = extending.warnings_of(case, row.days, today) if row is not None and stopped is None else []
    context = {"case": case, "form": form, "barred": stopped, "row": row, "warnings": warnings, "article": TIME}
    return render(request, "cases/conduct/extension_decide.html", context, status=status_of(request, form))


@staff_page(INFORM_OF_EXTENSION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def extension_inform(request: Request, pk: UUID) -> HttpResponseBase:
    """Record when the client was informed of an extension."""
    case, today = _visible(request, pk), timezone.localdate()
    row: Extension | None = case.extensions.untold().first()
    form = InformForm(typed(request), initial={"version": row.trail_seq if row else 0, "informed_on": today})
    done = attempt(request, form, lambda given: extending.inform(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("Recorded when the client was informed."))
        return redirect(case)
    stopped = barred(case)
    if stopped is None and row is None:
        stopped = Finding(_("The client need not be informed of any extension."))
    context = {"case": case, "form": form, "barred": stopped, "row": row, "article": TIME}
    return render(request, "cases/conduct/extension_inform.html", context, status=status_of(request, form))


def _visible(request: Request, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).for_list(), pk=pk)
