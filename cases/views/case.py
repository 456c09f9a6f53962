"""One case: its facts, its clock with the arithmetic, its subject on request, its trail."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.actions.revealing import Revealed, reveal_subjects
from cases.deadlines import clock_of
from cases.models import Case
from cases.verbs import REVEAL, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.timeline import timeline
from foundation.audit.errors import Finding, RuleBroken
from foundation.clocks.queries import current_calendar
from foundation.desk.charts.days import arithmetic, day_ruler


@staff_page(VIEW.code)
@require_GET
def case_page(request: Request, pk: UUID) -> HttpResponse:
    """The page of a case within scope; a case outside it does not exist for this posting."""
    return _page(request, _visible(request, pk))


@staff_page(REVEAL.code)
@require_POST
def reveal(request: Request, pk: UUID) -> HttpResponse:
    """The page with the subject's identity, once, after the reason is on record."""
    case = _visible(request, pk)
    try:
        shown = reveal_subjects(case, by=request.actor, reason=request.POST.get("reason", ""))
    except RuleBroken as refusal:
        return _page(request, case, findings=refusal.findings, status=422)
    return _page(request, case, shown=shown)


def _visible(request: Request, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).for_list(), pk=pk)


def _page(
    request: Request,
    case: Case,
    *,
    shown: list[Revealed] | None = None,
    findings: list[Finding] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    calendar = current_calendar()
    clock = clock_of(case, today)
    ended = case.issued_on or case.terminated_on
    ruler = clock.due_on and day_ruler(
        case.effective_on, clock.due_on, ended or today, is_working=calendar.is_working_day
    )
    context = {
        "case": case,
        "clock": clock,
        "ruler": ruler,
        "lines": arithmetic(clock.lines),
        "subjects": case.subjects.count(),
        "shown": shown,
        "findings": findings,
        "may_reveal": request.actor.may(REVEAL.code),
        "entries": timeline(case.stream, limit=50),
    }
    return render(request, "cases/case.html", context, status=status)
