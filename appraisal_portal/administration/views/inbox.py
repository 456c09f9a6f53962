"""The inbox: notices to the signed-in user, by tab and kind; opening one marks it read, by a form of its own."""

from collections.abc import Container, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from appraisal_portal.administration.snoozing import CHOICES, back_at
from foundation.accounts import notices
from foundation.accounts.doors import Request, own_page
from foundation.accounts.models import Notice
from foundation.clocks.queries import current_calendar
from foundation.desk.keyset import Order, page_of
from foundation.desk.lists.addresses import without

LATEST = Order("latest", gettext_lazy("Latest first"), ("shown_at", "id"), descending=True)
TABS: tuple[tuple[str, Any], ...] = (
    ("", gettext_lazy("In the inbox")),
    ("unread", gettext_lazy("Unread")),
    ("snoozed", gettext_lazy("Put off")),
)


@own_page
@require_GET
def inbox(request: Request) -> HttpResponse:
    """One's notices by tab, the latest first."""
    return _page(request)


def _page(request: Request, problem: str = "", *, of_day: bool = False) -> HttpResponse:
    """Show the inbox; after a refused act with what is wrong, and with all that was chosen and typed."""
    now = timezone.now()
    own = Notice.objects.visible_to(request.actor)
    tabs = {"": own.shown(now), "unread": own.unread(now), "snoozed": own.snoozed(now)}
    tab = request.GET.get("tab", "") if request.GET.get("tab", "") in tabs else ""
    rows, kind = tabs[tab], request.GET.get("kind", "")
    kinds = rows.order_by().values("kind").annotate(rows=Count("pk")).order_by("-rows", "kind")[:20]
    if kind and "\0" not in kind:
        rows = rows.filter(kind=kind)
    chosen = set(_chosen(request))
    page = page_of(rows, LATEST, request.GET, at=reverse("inbox"))
    unread = notices.count_unread(request.actor)
    context = {
        "page": page,
        "shown": [_line(row, chosen) for row in page.rows],
        "unread": unread,
        "tab": tab,
        "tabs": [{"code": code, "text": text, "current": code == tab} for code, text in TABS],
        "kinds": [_kind(each, kind, tab) for each in kinds],
        "choices": CHOICES,
        "query": request.GET.urlencode(),
        "problem": problem,
        "problem_of_day": problem if of_day else "",
        "until": request.POST.get("until", ""),
        "day": request.POST.get("day", ""),
    }
    return render(request, "administration/inbox.html", context, status=422 if problem else 200)


def _line(notice: Notice, chosen: Container[int]) -> dict[str, Any]:
    return {
        "notice": notice,
        "is_chosen": notice.pk in chosen,
        "sentence": notices.sentence_of(notice),
        "reason": notices.reason_of(notice),
    }


def _kind(each: Mapping[str, Any], chosen: str, tab: str) -> dict[str, Any]:
    return {
        "code": each["kind"],
        "words": notices.words_of_kind(each["kind"]),
        "count": each["rows"],
        "current": each["kind"] == chosen,
        "tab": tab,
    }


@own_page
@require_POST
def open_notice(request: Request, pk: int) -> HttpResponseBase:
    """Mark a notice read and go where it points. It is a form, because looking at an address changes nothing."""
    notice = Notice.objects.visible_to(request.actor).filter(pk=pk).first()
    if notice is None:
        raise Http404
    notices.mark_read(by=request.actor, ids=[notice.pk])
    return redirect(notice.link or "inbox")


@own_page
@require_POST
def mark_read(request: Request) -> HttpResponseBase:
    """Mark all notices of the inbox as read."""
    notices.mark_read(by=request.actor, ids=_chosen(request) if "notice" in request.POST else None)
    return _back(request)


@own_page
@require_POST
def mark(request: Request) -> HttpResponseBase:
    """Do one thing with the chosen notices: read, unread, put off until a day, back into the inbox."""
    chosen, act = _chosen(request), request.POST.get("act", "")
    if not chosen:
        return _page(request, _("Choose at least one notice."))
    match act:
        case "read":
            count = notices.mark_read(by=request.actor, ids=chosen)
        case "unread":
            count = notices.mark_unread(by=request.actor, ids=chosen)
        case "wake":
            count = notices.wake(by=request.actor, ids=chosen)
        case "snooze":
            until = back_at(request.POST.get("until", ""), _day(request), timezone.localdate(), current_calendar())
            if until is None:
                return _page(request, _("Give a day after today, for example 2026-12-31."), of_day=True)
            count = notices.snooze(by=request.actor, ids=chosen, until=until)
        case _:
            return _page(request, _("Say what is to be done with the notices."))
    words = ngettext("%(count)d notice changed.", "%(count)d notices changed.", count)
    messages.success(request, words % {"count": count})
    return _back(request)


def _chosen(request: Request) -> list[int]:
    return [int(pk) for pk in request.POST.getlist("notice") if pk.isascii() and pk.isdecimal() and len(pk) < 19]


def _day(request: Request) -> Any:
    try:
        return parse_date(request.POST.get("day", "").strip())
    except ValueError:
        return None


def _back(request: Request) -> HttpResponseBase:
    """Lead back to the tab the form came from."""
    kept = without(request.GET, "after", "before").urlencode()
    response = redirect("inbox")
    if kept:
        response["Location"] += f"?{kept}"
    return response
