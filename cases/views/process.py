"""The process record of a case: reading it, opening its texts for a reason, adding an entry."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import practising
from cases.actions import recording
from cases.conduct.describing import barred
from cases.conduct.processing import KEPT, RECORDED, entries_page
from cases.conduct.time_forms import EntryForm
from cases.conduct.verbs import RECORD
from cases.describing import detail_of
from cases.models import Case
from cases.verbs import REVEAL, VIEW
from equipment.fitness import Offered, offered
from equipment.verbs import VIEW as SEE_EQUIPMENT
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import Answer
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import add_findings, attempt_once, status_of, typed


@staff_page(VIEW.code)
@require_GET
def case_process(request: Request, pk: UUID) -> HttpResponse:
    """The process record of a case: what was done, when, by whom; the texts stay under seal."""
    return _shown(request, _visible(request, pk))


@staff_page(REVEAL.code)
@require_POST
def case_process_open(request: Request, pk: UUID) -> HttpResponse:
    """The process record with its texts, once, after the reason is on record."""
    case = _visible(request, pk)
    try:
        texts = recording.open_texts(case, by=request.actor, reason=request.POST.get("reason", ""))
    except RuleBroken as refusal:
        return _shown(request, case, findings=refusal.findings, status=422)
    return _shown(request, case, texts=texts)


@staff_page(RECORD.code)
@require_http_methods(["GET", "HEAD", "POST"])
def process_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Add an entry; with a number in the address it corrects that entry."""
    case, now = _visible(request, pk), timezone.localtime()
    own = case.assignments.current().filter(appraiser__person__user=request.actor.user_id).select_related("appraiser")
    people = [row.appraiser.person_id for row in own]
    is_own = bool(people)
    wrong = request.GET.get("counters", "")
    initial = {"day": now.date(), "time": now.strftime("%H:%M"), "counters": wrong if wrong.isdecimal() else None}
    equipment = offered(case.institution_id, case.category_id, now.date()) if is_own else Offered()
    chained = recording.has_chain(case) and not wrong
    form = EntryForm(
        typed(request), on=now.date(), custody_only=not is_own, chained=chained, equipment=equipment, initial=initial
    )

    def act(_given: dict[str, object]) -> Answer:
        entry = recording.record(pk, by=request.actor, **form.given())
        return {"number": entry.number}

    def put(findings: list[Finding]) -> None:
        add_findings(form, [replace(row, field="time") if row.field == "happened_at" else row for row in findings])

    answer = attempt_once(request, form, act, scope=f"process:{pk}", show=put)
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("Recorded as entry %(number)d.") % answer)
        return redirect("case_process", pk=pk)
    context = {
        "case": case,
        "form": form,
        "barred": barred(case),
        "stopped": practising.barred(case, people, now.date()) if is_own else [],
        "wrong": form["counters"].value(),
        "custody_only": not is_own,
        "chained": chained,
        "unfit": equipment.barred,
        "article": KEPT if not is_own else RECORDED,
    }
    return render(request, "cases/conduct/process_new.html", context, status=status_of(request, form))


def _shown(
    request: Request,
    case: Case,
    *,
    texts: dict[int, str] | None = None,
    findings: list[Finding] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": case,
        "process": entries_page(case, request.GET, texts),
        "opened": texts is not None,
        "findings": findings,
        "sees_equipment": request.actor.may(SEE_EQUIPMENT),
        "may_reveal": request.actor.may(REVEAL.code),
        "may_record": request.actor.may(RECORD.code) and barred(case) is None,
        "article": RECORDED,
    }
    return show(
        request, detail_of(case, request.actor), "process", "cases/conduct/process.html", context, status=status
    )


def _visible(request: Request, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).for_page(), pk=pk)
