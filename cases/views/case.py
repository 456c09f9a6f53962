"""One case: its facts, its clock with the arithmetic, its trail."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.deadlines import clock_of
from cases.models import Case
from foundation.accounts.doors import Request, staff_page
from foundation.clocks.queries import current_calendar
from foundation.clocks.wording import say
from foundation.desk.charts.days import ArithmeticLine, day_ruler
from foundation.desk.formats import short_date


@staff_page("cases.view")
@require_GET
def case_page(request: Request, pk: str) -> HttpResponse:
    """The page of a case within scope; a case outside it does not exist for this posting."""
    case = get_object_or_404(Case.objects.visible_to(request.actor).for_list(), pk=pk)
    today = timezone.localdate()
    calendar = current_calendar()
    clock = clock_of(case, today)
    ended = case.issued_on or case.terminated_on
    ruler = clock.due_on and day_ruler(
        case.effective_on, clock.due_on, ended or today, is_working=calendar.is_working_day
    )
    lines = tuple(
        ArithmeticLine(when="", text=say(line), warning=line.is_warning, total=line is clock.lines[-1])
        for line in clock.lines
    )
    return render(
        request,
        "cases/case.html",
        {"case": case, "clock": clock, "ruler": ruler, "lines": lines, "today": short_date(today)},
    )
