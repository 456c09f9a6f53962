"""What holds for every address under the root of the API, whatever view answers, and where none does."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from foundation.exchange.api.problems import shape

Handler = Callable[[HttpRequest], HttpResponse]


def without_cookies(get_response: Handler) -> Handler:
    """Middleware: the API knows no cookies, so no session and no forged form; its refusals are JSON always."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(settings.API_ROOT):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = get_response(request)
        response.cookies.clear()
        if _sent_on(request, response) or (
            response.status_code >= 400 and "json" not in response.headers.get("Content-Type", "")
        ):
            response = _as_json(request, response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def _sent_on(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a request that writes was sent on to the address with a slash: clients would lose its body there."""
    return response.status_code == 301 and request.method not in {"GET", "HEAD"}


def with_id(get_response: Handler) -> Handler:
    """Middleware, inside the one that gives requests their id: tells the client that id."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(settings.API_ROOT):
            return get_response(request)
        number = str(structlog.contextvars.get_contextvars().get("request_id", ""))
        request.api_request_id = number  # type: ignore[attr-defined]  # for refusals written further out
        response = get_response(request)
        response.headers["X-Request-ID"] = number
        return response

    return handle


def _as_json(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Put an error page that Django made into the one shape of refusals."""
    status = 404 if page.status_code == 301 else page.status_code
    words = {
        301: ("not_found", _("Addresses end with a slash.")),
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
    body = shape(kind, [{"code": code, "detail": detail}], request_id=getattr(request, "api_request_id", ""))
    answer = JsonResponse(body, status=status)
    for name, value in page.headers.items():
        if name.lower() not in {"content-type", "content-length", "location"}:
            answer.headers[name] = value
    return answer
