"""Nothing typed is lost: a form posted after the session has ended waits until its user has signed in again."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware

from foundation.audit.once import KeyReused
from foundation.desk.actions import keeping
from foundation.desk.filling import keys
from foundation.desk.filling.attempting import UNSAID

COOKIE = "kept_form"
IN_BACKGROUND = "X-Autosave"


@sync_only_middleware
class KeepWhatWasTyped:
    """Keep posts of signed-out users by their form key, give them back, and answer changed repetitions.

    After signing in, `request.kept` holds what was typed when the same user opens the same address;
    the form is shown with it, nothing is done. Forms without a form key (sign-in, passwords) are never kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what was kept is dropped once its user has sent the form again."""
        request.kept = None  # type: ignore[attr-defined]  # read by foundation.desk.filling.attempting.typed
        response = self.get_response(request)
        kept: QueryDict | None = request.kept  # type: ignore[attr-defined]
        if kept is not None and response.status_code == 405:  # an act without a form of its own
            return render(request, "errors/send_again.html", {"fields": pairs_of(kept)})
        token = request.COOKIES.get(COOKIE, "")
        if token and request.method == "POST" and request.user.is_authenticated and keys.key_of(request):
            keeping.drop(token, owner=request.user.pk)
            response.delete_cookie(COOKIE, path=request.path)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Keep a post that comes too late; look for what was kept at the first look after signing in."""
        door = getattr(view, "door", None)
        if door is None or door.kind == "public":
            return None
        if request.method == "POST" and not request.user.is_authenticated:
            return _sign_in_again(request)
        token = request.COOKIES.get(COOKIE, "")
        if request.method == "GET" and token and request.user.is_authenticated:
            row = keeping.kept_for(token, owner=request.user.pk, path=request.path)
            if row is not None:
                request.kept = query_of(row.fields)  # type: ignore[attr-defined]
                request.kept_had_files = row.had_files  # type: ignore[attr-defined]
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say that a form was carried out before with other contents, and offer to send it as a new one."""
        if not isinstance(exception, KeyReused):
            return None
        context = {"answer": exception.answer, "fields": pairs_of(request.POST), "had_files": bool(request.FILES)}
        return render(request, "errors/sent_before.html", context, status=409)


def keep_post(request: HttpRequest, response: HttpResponse, owner: int) -> HttpResponse:
    """Keep the post of a user and let `response` tell the browser under which token."""
    fields = {
        name: values for name, values in request.POST.lists() if name not in UNSAID - {"act", "draft", "draft_version"}
    }
    token = keeping.keep(owner, request.path, fields, had_files=bool(request.FILES))
    if token is not None:
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(keeping.KEPT.total_seconds()),
            path=request.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def query_of(fields: dict[str, list[str]]) -> QueryDict:
    """Return stored fields as posted data."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def pairs_of(data: QueryDict) -> list[tuple[str, str]]:
    """Return posted data as pairs for hidden fields, without what belongs to the machinery."""
    return [(name, value) for name, values in data.lists() if name not in UNSAID - {"act"} for value in values]


def _sign_in_again(request: HttpRequest) -> HttpResponse | None:
    if IN_BACKGROUND in request.headers:
        return HttpResponse(status=401)
    owner = keys.owner_of(request.POST.get(keys.NAME, ""))
    if owner is None:
        return None  # the door sends to the sign-in page
    return keep_post(request, redirect_to_login(request.get_full_path()), owner)
