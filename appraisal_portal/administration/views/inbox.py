"""The inbox: notices to the signed-in user."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from foundation.accounts import notices
from foundation.accounts.doors import Request, own_page
from foundation.accounts.models import Notice
from foundation.desk.keyset import Order, page_of

NEWEST = Order("newest", _("Latest first"), ("created_at", "id"), descending=True)


@own_page
@require_GET
def inbox(request: Request) -> HttpResponse:
    """One's notices, newest first."""
    rows = Notice.objects.visible_to(request.actor)
    page = page_of(rows, NEWEST, request.GET)
    shown = [{"notice": row, "sentence": notices.sentence_of(row)} for row in page.rows]
    unread = rows.filter(read_at__isnull=True).count()
    return render(request, "administration/inbox.html", {"page": page, "shown": shown, "unread": unread})


@own_page
@require_POST
def mark_read(request: Request) -> HttpResponseBase:
    """Mark one notice, or all of them, as read."""
    chosen = [int(pk) for pk in request.POST.getlist("notice") if pk.isdecimal() and len(pk) < 19]
    notices.mark_read(by=request.actor, ids=chosen if "notice" in request.POST else None)
    return redirect("inbox")
