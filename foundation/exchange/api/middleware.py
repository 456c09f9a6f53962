"""What holds for every address under the root of the API, whatever view answers, and where none does."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from foundation.exchange.api.problems import shape

Handler = Callable[[HttpRequest], HttpResponse]
_GOOD_ID = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")


def without_cookies(get_response: Handler) -> Handler:
    """Middleware: the API knows no cookies, so no session and no forged form; its refusals are JSON always.

    A request id that a client sends is kept if it is short and plain; otherwise it gets one of ours.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(settings.API_ROOT):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        if not _GOOD_ID.match(request.META.get("HTTP_X_REQUEST_ID", "")):
            request.META.pop("HTTP_X_REQUEST_ID", None)
        response = get_response(request)
        response.cookies.clear()
        if response.status_code >= 400 and "json" not in response.headers.get("Content-Type", ""):
            response = _as_json(response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def _as_json(page: HttpResponse) -> HttpResponse:
    """Put an error page that Django made into the one shape of refusals."""
    words = {
        404: ("not_found", _("There is nothing at this address.")),
        405: ("method_not_allowed", _("This address does not take this method.")),
        413: ("too_large", _("The body is too large.")),
    }
    broken = page.status_code >= 500
    code, detail = words.get(
        page.status_code,
        ("error", _("The portal could not answer.")) if broken else ("bad_request", _("The request cannot be read.")),
    )
    kind = "server_error" if broken else "client_error"
    answer = JsonResponse(shape(kind, [{"code": code, "detail": detail}]), status=page.status_code)
    for name, value in page.headers.items():
        if name.lower() not in {"content-type", "content-length"}:
            answer.headers[name] = value
    return answer
