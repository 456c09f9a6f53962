"""Scopes of tokens. Each opens one verb of the delegation table: a scope can only narrow what a posting may."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from oauth2_provider.scopes import BaseScopes

from foundation.accounts.acting import AnyActor


@dataclass(frozen=True)
class ApiScope:
    """What a token may be given for: its code, words, and the verb that the posting must hold as well."""

    code: str
    label: Any
    verb: str


_registry: dict[str, ApiScope] = {}


def register(*scopes: ApiScope) -> None:
    """Make scopes known. Apps call this when they are loaded. Raises ValueError for a code given twice."""
    for scope in scopes:
        if _registry.get(scope.code, scope) != scope:
            raise ValueError(f"The scope {scope.code} is registered twice.")
        _registry[scope.code] = scope


def known(code: str) -> ApiScope:
    """Return the scope. Raises KeyError for one that nobody registered."""
    return _registry[code]


def all_scopes() -> list[ApiScope]:
    """Return every scope in the order of its code."""
    return [_registry[code] for code in sorted(_registry)]


def open_to(actor: AnyActor) -> list[ApiScope]:
    """Return the scopes whose verb the actor holds today."""
    return [scope for scope in all_scopes() if actor.may(scope.verb)]


def unknown(codes: Iterable[str]) -> list[str]:
    """Return the codes that are no scopes."""
    return sorted(set(codes) - _registry.keys())


class RegisteredScopes(BaseScopes):
    """The scopes as the OAuth2 library asks for them: a client gets those it was registered for, no others."""

    def get_all_scopes(self) -> dict[str, str]:
        """Return code → words."""
        return {scope.code: str(scope.label) for scope in all_scopes()}

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Return what the client may ask for."""
        return [code for code in application.scopes if code in _registry] if application is not None else []

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        """Return what a client gets that names no scope: all of its own."""
        return self.get_available_scopes(application, request)
