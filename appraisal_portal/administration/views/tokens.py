"""One's own personal tokens: for scripts that act in one's name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from appraisal_portal.administration.api_forms import TokenForm, VersionForm
from foundation.accounts.doors import Request, own_page
from foundation.audit.once import Answer
from foundation.desk.filling.attempting import attempt_once, status_of, typed
from foundation.exchange.actions import personal_tokens
from foundation.exchange.models import PersonalToken
from foundation.exchange.presenting_clients import own_tokens


@own_page
@require_GET
def token_list(request: Request) -> HttpResponse:
    """The tokens one has made."""
    return render(request, "administration/tokens.html", {"tokens": own_tokens(request.actor)})


@own_page
@require_http_methods(["GET", "POST"])
def token_new(request: Request) -> HttpResponseBase:
    """Make a token. It is on the answer, once."""
    form = TokenForm(typed(request), actor=request.actor)
    made: list[personal_tokens.NewToken] = []

    def act(given: dict[str, Any]) -> Answer:
        token = personal_tokens.make_token(by=request.actor, **given)
        made.append(token)  # its text is on this answer only
        return {"token": str(token.token.pk)}

    answer = attempt_once(request, form, act, scope="token_new")
    if made:
        return render(request, "administration/token_text.html", {"token": made[0].token, "text": made[0].text})
    if answer is not None:
        messages.warning(
            request,
            _("The first sending made this token and showed it once. If it is lost, revoke it and make another."),
        )
        return redirect("own_tokens")
    return render(request, "administration/token_new.html", {"form": form}, status=status_of(request, form))


@own_page
@require_POST
def token_revoke(request: Request, pk: UUID) -> HttpResponseBase:
    """End a token of one's own."""
    token = get_object_or_404(PersonalToken.objects.visible_to(request.actor), pk=pk)
    form = VersionForm(request.POST)
    personal_tokens.revoke_token(token, by=request.actor, version=form.version_seen())
    messages.success(request, _("The token is revoked; its next request is refused."))
    return redirect("own_tokens")
