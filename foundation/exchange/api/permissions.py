"""Doors of API addresses: a scope of the token and the verb behind it; the row scope follows in the view."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from oauth2_provider.contrib.rest_framework import TokenHasScope
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request

from foundation.accounts.doors import Door
from foundation.audit.errors import NotAllowed
from foundation.exchange.api import scopes
from foundation.exchange.api.authentication import credential_of


@dataclass(frozen=True)
class ApiDoor(Door):
    """Who may enter an API address: method → scope. An empty scope asks for any good token."""

    needs: tuple[tuple[str, str], ...] = ()

    def scope_of(self, method: str) -> str:
        """The scope that a method asks for."""
        return dict(self.needs).get("GET" if method == "HEAD" else method, "")

    def verb_of(self, method: str) -> str:
        """The verb that a method asks for."""
        scope = self.scope_of(method)
        return scopes.known(scope).verb if scope else ""


def api_door(needs: Mapping[str, str]) -> ApiDoor:
    """Make the door of an address from method → scope. Raises KeyError for a scope that nobody registered."""
    verbs = " ".join(f"{method}:{code}" for method, code in sorted(needs.items()))
    for code in filter(None, needs.values()):
        scopes.known(code)
    return ApiDoor("api", verbs, tuple(sorted(needs.items())))


class Admitted(TokenHasScope):
    """A good token, with the scope of the method, in a posting that holds the verb of that scope today."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Let in, or say which of the three is missing. Raises NotAuthenticated, PermissionDenied, NotAllowed."""
        credential = credential_of(request)
        if credential is None:
            raise NotAuthenticated(_("Send a token: “Authorization: Bearer …”."), code="token_missing")
        for code in self.get_scopes(request, view):
            if code not in credential.scopes:
                raise PermissionDenied(
                    _("The token lacks the scope “%(scope)s”.") % {"scope": code}, code="scope_missing"
                )
            verb = scopes.known(code).verb
            if not request.actor.may(verb):  # type: ignore[attr-defined]  # set by the view
                raise NotAllowed(verb, request.actor.why_not(verb))  # type: ignore[attr-defined]
        return True

    def get_scopes(self, request: Request, view: Any) -> list[str]:
        """Return the scopes that the method of the request asks for."""
        code = view.door.scope_of(request.method)
        return [code] if code else []
