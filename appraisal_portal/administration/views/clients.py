"""Clients of the API: who is let in for which organisation, new secrets, shutting out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisal_portal.administration.api_forms import ClientForm, RevokeForm, RotateForm
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.timeline import timeline
from foundation.audit.once import Answer
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.exchange.actions import clients
from foundation.exchange.client_list import CLIENTS
from foundation.exchange.models import ApiClient
from foundation.exchange.presenting_clients import requests_by_day, scope_labels
from foundation.exchange.verbs import REGISTER_CLIENT, REVOKE_CLIENT, ROTATE_SECRET, VIEW_CLIENTS


@staff_page(VIEW_CLIENTS.code)
@require_GET
def client_list(request: Request) -> HttpResponse:
    """The clients the posting sees."""
    return list_page(
        request, CLIENTS, "administration/clients.html", may_register=request.actor.may(REGISTER_CLIENT.code)
    )


@staff_page(VIEW_CLIENTS.code)
@require_GET
def client_page(request: Request, pk: UUID) -> HttpResponse:
    """One client: what it may do, how it is used, what happened to it."""
    client = _seen(request, pk)
    context = {
        "client": client,
        "scopes": scope_labels(client),
        "usable": client.is_usable(request),
        "use": requests_by_day(client),
        "may_rotate": client.revoked_at is None and request.actor.may(ROTATE_SECRET.code, client),
        "may_revoke": client.revoked_at is None and request.actor.may(REVOKE_CLIENT.code, client),
        "entries": timeline(client.stream, client.posting.stream, limit=50),
    }
    return render(request, "administration/client.html", context)


@staff_page(REGISTER_CLIENT.code)
@require_http_methods(["GET", "POST"])
def client_new(request: Request) -> HttpResponseBase:
    """Register a client. The secret is on the answer, once."""
    form = ClientForm(typed(request), actor=request.actor)
    answer = _secret_once(
        request,
        form,
        lambda given: clients.register_client(by=request.actor, **given),
        scope="client_new",
        title=_("The client is registered"),
    )
    if answer is not None:
        return answer
    return render(request, "administration/client_new.html", {"form": form}, status=status_of(request, form))


@staff_page(ROTATE_SECRET.code)
@require_http_methods(["GET", "POST"])
def client_secret(request: Request, pk: UUID) -> HttpResponseBase:
    """Give a client a new secret. It is on the answer, once."""
    client = _seen(request, pk)
    form = RotateForm(typed(request), initial={"version": client.trail_seq})
    answer = _secret_once(
        request,
        form,
        lambda given: clients.rotate_secret(client, by=request.actor, **given),
        scope="client_secret",
        title=_("The client has a new secret"),
    )
    if answer is not None:
        return answer
    title = _("Give a new secret")
    what = _("The old secret works on for the days you choose, so that the system can be changed without a break.")
    return _act(request, client, form, title=title, what=what)


@staff_page(REVOKE_CLIENT.code)
@require_http_methods(["GET", "POST"])
def client_revoke(request: Request, pk: UUID) -> HttpResponseBase:
    """Shut a client out."""
    client = _seen(request, pk)
    form = RevokeForm(typed(request), initial={"version": client.trail_seq})
    if attempt(request, form, lambda given: clients.revoke_client(client, by=request.actor, **given)):
        messages.success(request, _("The client is revoked; its next request is refused."))
        return redirect("administration:client", pk=pk)
    title = _("Revoke the client")
    what = _("Secret, tokens and posting end at once. It cannot be undone; a system that returns is registered anew.")
    return _act(request, client, form, title=title, what=what, final=True)


def _seen(request: Request, pk: UUID) -> ApiClient:
    return get_object_or_404(ApiClient.objects.visible_to(request.actor).with_posting(), pk=pk)


def _act(request: Request, client: ApiClient, form: Any, **context: Any) -> HttpResponse:
    context |= {"form": form, "client": client}
    return render(request, "administration/client_act.html", context, status=status_of(request, form))


def _secret_once(
    request: Request, form: Any, make: Callable[[dict[str, Any]], clients.NewSecret], *, scope: str, title: str
) -> HttpResponseBase | None:
    """Make a secret and show it on this answer and nowhere else; a second sending leads to the client."""
    made: list[clients.NewSecret] = []

    def act(given: dict[str, Any]) -> Answer:
        secret = make(given)
        made.append(secret)  # what is kept for a second sending is the address
        return {"url": reverse("administration:client", args=[secret.client.pk])}

    answer = attempt_once(request, form, act, scope=scope)
    if made:
        context = {"client": made[0].client, "secret": made[0].secret, "title": title}
        return render(request, "administration/client_secret.html", context)
    if answer is None:
        return None
    messages.warning(
        request, _("The first sending did this and showed the secret once. If it is lost, give the client a new one.")
    )
    return redirect(answer["url"])
