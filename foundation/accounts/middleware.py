"""Who is asking: sets `request.actor`, ends idle sessions and sessions whose posting ended."""

from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_address

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from foundation.accounts import sessions
from foundation.accounts.acting import AnyActor, Visitor
from foundation.audit import origin
from foundation.audit.remembering import remembering

_READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
Handler = Callable[[HttpRequest], HttpResponse]


def actor(get_response: Handler) -> Handler:
    """Middleware: give every request its actor, and the trail its origin."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _end_when_idle(request)
        request.actor = _actor_of(request)  # type: ignore[attr-defined]  # see foundation.accounts.doors.Request
        structlog.contextvars.bind_contextvars(actor=request.actor.id, posting=request.actor.posting_id)  # type: ignore[attr-defined]
        request_id = structlog.contextvars.get_contextvars().get("request_id", "")
        address = client_address(request) if request.user.is_authenticated else ""
        with remembering(), origin.coming_from(origin.Origin("web", str(request_id), address)):
            response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
            if request.method not in _READING and response.status_code < 400:
                sessions.mark_act(request)
        return response

    return handle


def _actor_of(request: HttpRequest) -> AnyActor:
    if not request.user.is_authenticated:
        return Visitor()
    return sessions.acting(request)


def _end_when_idle(request: HttpRequest) -> None:
    """End a session that was idle too long; note the time at most once a minute."""
    now = timezone.now()
    seen = parse_datetime(request.session.get("seen_at", "")) or now
    began = parse_datetime(request.session.get("began_at", "")) or now
    too_long = now - began > timedelta(seconds=settings.SESSION_COOKIE_AGE)  # however busy it was
    if too_long or now - seen > timedelta(seconds=settings.SESSION_IDLE_SECONDS):
        logout(request)
    elif "seen_at" not in request.session or now - seen > timedelta(minutes=1):
        request.session["seen_at"] = now.isoformat()
        request.session.setdefault("began_at", now.isoformat())


def client_address(request: HttpRequest) -> str:
    """Return the network address of the client. Behind the proxy: the last hop it added."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    candidate = forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(candidate))
    except ValueError:
        return ""
