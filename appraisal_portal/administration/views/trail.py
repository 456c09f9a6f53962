"""The trail for the auditor: the list with filters, and one stream with its verification."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from appraisal_portal.administration.lists import EVENTS
from foundation.accounts.catalogue import READ_TRAIL
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.timeline import timeline
from foundation.audit.verify import verify
from foundation.desk.lists.showing import list_page


@staff_page(READ_TRAIL.code)
@require_GET
def trail_list(request: Request) -> HttpResponse:
    """All events, by stream, kind, actor and period."""
    return list_page(request, EVENTS, "administration/trail.html")


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
