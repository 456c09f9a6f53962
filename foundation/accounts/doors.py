"""Doors: every view says who may enter. A test walks the routes and fails on one without a door."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import NotAllowed

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """A request as views of the portal see it: with its actor."""

    actor: AnyActor


@dataclass(frozen=True)
class Door:
    """Who may enter: everybody (`public`), signed-in users (`own`), or postings that hold a verb."""

    kind: str
    verb: str = ""


def public_page(view: View) -> View:
    """A page for everybody; it reads published data only."""
    view.door = Door("public")  # type: ignore[attr-defined]
    return view


def own_page(view: View) -> View:
    """A page about the user's own account, work or inbox: signed in is enough."""
    return _closed(view, Door("own"))


def staff_page(verb: str) -> Callable[[View], View]:
    """A page for postings that hold `verb`. Others get the reason in words; the refusal is recorded."""

    def wrap(view: View) -> View:
        return _closed(view, Door("verb", verb))

    return wrap


def _closed(view: View, door: Door) -> View:
    @wraps(view)
    def enter(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if needs_second_factor(request):
            return redirect("mfa_activate_totp")
        if door.verb and not request.actor.may(door.verb):
            raise NotAllowed(door.verb, request.actor.why_not(door.verb))
        return view(request, *args, **kwargs)

    enter.door = door  # type: ignore[attr-defined]
    return enter


def needs_second_factor(request: Request) -> bool:
    """Whether the user must set up a second factor first. Personas of the demo need none."""
    if settings.PORTAL_DEMO and request.actor.demo:
        return False
    return not is_mfa_enabled(request.user)


__all__ = ["Door", "Request", "own_page", "public_page", "staff_page"]
