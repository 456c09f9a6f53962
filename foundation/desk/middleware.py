"""Where a refused act becomes words, so that no view needs a `try` of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware
from django.utils.http import url_has_allowed_host_and_scheme

from foundation.audit import trail
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState


@sync_only_middleware
class RulesInWords:
    """Turn RuleBroken, StaleState and NotAllowed into a page that says why and what next.

    Forms of the portal catch RuleBroken themselves to show findings beside their fields; what
    reaches this place is an act without a form, such as a button.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer the refusals of the domain; leave every other exception to Django."""
        match exception:
            case RuleBroken():
                return render(request, "errors/rule_broken.html", {"findings": exception.findings}, status=422)
            case StaleState():
                context = {"stale": exception, "again": came_from(request), "reason": request.POST.get("reason", "")}
                return render(request, "errors/stale.html", context, status=409)
            case NotAllowed():
                record_refusal(request, exception)
                return render(request, "errors/not_allowed.html", {"refusal": exception}, status=403)
        return None


def came_from(request: HttpRequest) -> str:
    """Return the page of this site on which the act was asked for; empty where the browser does not say."""
    address = request.headers.get("Referer", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()) else ""


def record_refusal(request: HttpRequest, refusal: NotAllowed) -> None:
    """Write the refused act of a signed-in user after the rollback (trust TR-06)."""
    actor = request.actor  # type: ignore[attr-defined]  # set by the accounts middleware
    if actor.user_id is not None:
        trail.append(
            f"user:{actor.user_id}", "act.refused", by=actor, facts={"verb": refusal.verb, "path": request.path}
        )
