"""The trail for the auditor: the list with filters, and one stream with its verification."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from appraisal_portal.administration.events import ORDERS, all_events
from appraisal_portal.administration.filters import EventFilter
from foundation.accounts.catalogue import READ_TRAIL
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.timeline import entry_of, timeline
from foundation.audit.verify import verify
from foundation.desk.listing import list_context


@staff_page(READ_TRAIL.code)
@require_GET
def trail_list(request: Request) -> HttpResponse:
    """All events, by stream, kind, actor and period."""
    context = list_context(request.GET, all_events(), EventFilter, ORDERS)
    context["entries"] = [entry_of(event) for event in context["page"].rows]
    return render(request, "administration/trail.html", context, status=context["status"])


@staff_page(READ_TRAIL.code)
@require_GET
def stream(request: Request) -> HttpResponse:
    """One stream from its first event, and what its verification finds."""
    name = request.GET.get("stream", "")
    entries = timeline(name, newest_first=False, limit=1_000) if "\0" not in name else []
    if not entries:
        raise Http404
    report = verify(name)
    context = {"stream": name, "entries": entries, "report": report, "shown": len(entries)}
    return render(request, "administration/trail_stream.html", context)
