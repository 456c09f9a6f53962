"""`/demo`: sign in as a demo person with one click. Exists on loopback demo installations only."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from appraisal_portal.demo.opening import people
from appraisal_portal.demo.personas import GROUPS, PERSONAS
from foundation.accounts import sessions
from foundation.accounts.acting import PostedActor
from foundation.accounts.doors import public_page
from foundation.accounts.middleware import client_address
from foundation.accounts.models import User
from foundation.audit import trail

LOOPBACK = {"127.0.0.1", "::1"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def insist_on_demo(request: HttpRequest) -> None:
    """Raise Http404 unless this is a demo installation asked from the same machine."""
    if not settings.PORTAL_DEMO or client_address(request) not in LOOPBACK:
        raise Http404


@public_page
@require_GET
def personas(request: HttpRequest) -> HttpResponse:
    """List the demo persons."""
    insist_on_demo(request)
    known = {username: sessions.postings_of(user) for username, user in people().items()}
    groups: list[dict[str, Any]] = []
    for title, personas_of_group in GROUPS:
        shown = [
            {
                "name": persona.name,
                "role": persona.role.label,
                "organisation": known[persona.username][0].organisation.name,
                "can": persona.can,
                "url": reverse("demo_sign_in", args=[persona.username]),
            }
            for persona in personas_of_group
            if known.get(persona.username)
        ]
        groups.append({"title": title, "note": "", "personas": shown})
    return render(request, "demo/personas.html", {"groups": groups})


@public_page
@require_POST
def sign_in(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as a demo person, without password or second factor; recorded like every sign-in."""
    insist_on_demo(request)
    if username not in PERSONAS:
        raise Http404
    user = get_object_or_404(User, username=username, is_synthetic=True)
    login(request, user, backend=BACKEND)
    request.session[sessions.DEMO] = True
    trail.append(user.stream, "user.signed_in", by=PostedActor(user, None), facts={"demo": True})
    return redirect("home")
