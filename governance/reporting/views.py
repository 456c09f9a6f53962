"""The pages of reports: their list, ordering one, one report with its files."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.documents import kinds
from foundation.documents.answering import answer, headers_of
from governance.reporting import presenting
from governance.reporting.actions.handing import Form, hand_out, hand_out_in_english
from governance.reporting.actions.ordering import order
from governance.reporting.describing import detail_of, facts_of, job_of
from governance.reporting.forms import OrderForm
from governance.reporting.lists import REPORTS
from governance.reporting.models import Report
from governance.reporting.states import ReportState
from governance.reporting.verbs import ORDER, VIEW

MEDIA: Final = {"pdf": kinds.PDF.media_type, "xlsx": kinds.XLSX.media_type}


@staff_page(VIEW.code)
@require_GET
def report_list(request: Request) -> HttpResponse:
    """The reports of one's own area and below."""
    return list_page(request, REPORTS, "reporting/list.html", may_order=request.actor.may(ORDER.code))


@staff_page(ORDER.code)
@require_http_methods(["GET", "HEAD", "POST"])
def report_order(request: Request) -> HttpResponseBase:
    """Order a report; the same form sent twice orders once."""
    wished = {name: request.GET[name] for name in ("area", "period") if request.GET.get(name)}
    form = OrderForm(typed(request), initial=wished, actor=request.actor)

    def act(given: dict[str, Any]) -> Answer:
        return {"url": order(**given, by=request.actor).get_absolute_url()}

    done = attempt_once(request, form, act, scope="report_order")
    if done is not None:
        if done["fresh"]:
            messages.success(request, _("The report is ordered. It is written now; you are told when it is there."))
        return redirect(done["url"])
    return render(request, "reporting/order.html", {"form": form}, status=status_of(request, form))


@staff_page(VIEW.code)
@require_GET
def report(request: Request, pk: UUID) -> HttpResponse:
    """One report: its files and everything that they hold, or how far it is."""
    row = _visible(request, pk)
    context = {
        "row": row,
        "facts": facts_of(row),
        "job": None if row.state == ReportState.WRITTEN else job_of(row),
        "shown": presenting.shown(row) if row.state == ReportState.WRITTEN else None,
        "entries": recent(row.stream),
    }
    return show(request, detail_of(row, request.actor), "overview", "reporting/report.html", context)


@staff_page(VIEW.code)
@require_GET
def report_definitions(request: Request, pk: UUID) -> HttpResponse:
    """The definitions of the figures as they were."""
    row = _visible(request, pk)
    context = {"definitions": presenting.definitions(row)}
    return show(request, detail_of(row, request.actor), "definitions", "reporting/definitions.html", context)


@staff_page(VIEW.code)
@require_GET
def report_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a report."""
    return show_trail(request, detail_of(_visible(request, pk), request.actor))


@staff_page(VIEW.code)
@require_GET
def report_progress(request: Request, pk: UUID) -> HttpResponse:
    """How far a report is, for the line that asks again by itself."""
    return render(request, "components/job.html", {"job": job_of(_visible(request, pk))})


@staff_page(VIEW.code)
@require_safe
def report_pdf(request: Request, pk: UUID) -> HttpResponseBase:
    """The laid-out report."""
    return _file(request, _visible(request, pk), "pdf")


@staff_page(VIEW.code)
@require_safe
def report_xlsx(request: Request, pk: UUID) -> HttpResponseBase:
    """The sheets of the report."""
    return _file(request, _visible(request, pk), "xlsx")


def _file(request: Request, row: Report, form: Form) -> HttpResponseBase:
    """A file of a report as an attachment, checked in full; `language=en` makes an English edition of its contents.

    Raises Http404 while the report is not written.
    """
    if row.state != ReportState.WRITTEN:
        raise Http404
    if request.GET.get("language") != "en":
        return answer(*hand_out(row, form, by=request.actor))
    name, content = hand_out_in_english(row, form, by=request.actor)
    return HttpResponse(content, headers=headers_of(name, MEDIA[form], len(content)))


def _visible(request: Request, pk: UUID) -> Report:
    rows = Report.objects.visible_to(request.actor).select_related(
        "pdf", "xlsx", "institution", "ordered_in__organisation"
    )
    return get_object_or_404(rows, pk=pk)
