"""The secret key of a draft in the citizen's browser: random, sent to these pages alone, gone after a day."""

import re
import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from complaints.actions.drafting import KEPT

NAME: Final = "__Secure-complaint" if settings.PORTAL_TLS else "complaint"
PATH: Final = "/complain/"
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}")


def key_of(request: HttpRequest) -> str:
    """Return the key of the browser's draft; empty without one, or for what no page of ours has given."""
    key = request.COOKIES.get(NAME, "")
    return key if _KEY.fullmatch(key) else ""


def new_key() -> str:
    """Return a new key: 256 random bits."""
    return secrets.token_urlsafe(32)


def give(response: HttpResponseBase, key: str) -> HttpResponseBase:
    """Let the browser keep the key as long as the draft is kept."""
    response.set_cookie(
        NAME,
        key,
        max_age=int(KEPT.total_seconds()),
        path=PATH,
        secure=settings.PORTAL_TLS,
        httponly=True,
        samesite="Lax",
    )
    return response


def take(response: HttpResponseBase) -> HttpResponseBase:
    """Let the browser forget the key."""
    response.delete_cookie(NAME, path=PATH, samesite="Lax")
    return response
