"""How views are described: parameters of lists, refusals, tokens and their scopes."""

from typing import Any, Literal

import django_filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from foundation.exchange.api import scopes
from foundation.exchange.api.idempotency import HEADER
from foundation.exchange.api.problems import ProblemSerializer

_TYPES: tuple[tuple[type[django_filters.Filter], Any], ...] = (
    (django_filters.UUIDFilter, OpenApiTypes.UUID),
    (django_filters.DateFilter, OpenApiTypes.DATE),
    (django_filters.BooleanFilter, OpenApiTypes.BOOL),
)
_REFUSALS = {
    "400": gettext_lazy("The request cannot be read; `attr` names the field or parameter."),
    "401": gettext_lazy("No good token."),
    "403": gettext_lazy("The token lacks the scope, or the posting does not hold the verb."),
    "404": gettext_lazy("Absent, or outside what the posting sees."),
    "409": gettext_lazy("Somebody changed the record first."),
    "413": gettext_lazy("The body is too large."),
    "415": gettext_lazy("The body is not JSON."),
    "422": gettext_lazy("A rule forbids the act, or the key was used before with another request."),
    "429": gettext_lazy("Too many requests; wait for the seconds of Retry-After."),
}


class Description(AutoSchema):
    """Describes an address: what the library finds, and what every address of ours has."""

    def get_override_parameters(self) -> list[Any]:
        """Describe the filters and orders of a list, and the header of requests that write."""
        view: Any = self.view
        found: list[OpenApiParameter] = []
        if getattr(view, "list_code", None) and view.action == "list":
            found += [_parameter(name, each) for name, each in view.spec.filters.base_filters.items()]
            codes = [sign + code for code in view.spec.orders for sign in ("", "-")]
            found.append(OpenApiParameter("order", str, enum=codes, description=_("The order; with - the other way.")))
        if self.method == "POST" and not view.public:
            found.append(OpenApiParameter(HEADER, str, OpenApiParameter.HEADER, required=True))
        return found

    def get_filter_backends(self) -> list[Any]:
        """None: the filters are those of the list."""
        return []

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status in self._refusals():
            answer = OpenApiResponse(ProblemSerializer, description=str(_REFUSALS[status]))
            bodies[status] = self._get_response_for_code(answer, status)
        return bodies

    def _refusals(self) -> list[str]:
        view: Any = self.view
        found = ["400", "429"] if not view.public else ["400", "401", "429"] if view.action == "create" else ["429"]
        if not view.public:
            found += ["401", "403"]
        if "{" in self.path:
            found.append("404")
        if self.method == "POST" and not view.public:
            found += ["409", "413", "415", "422"]
        return sorted(found)


def _parameter(name: str, each: django_filters.Filter) -> OpenApiParameter:
    kind = next((kind for cls, kind in _TYPES if isinstance(each, cls)), OpenApiTypes.STR)
    choices = each.extra.get("choices")
    enum = [str(code) for code, _label in choices] if isinstance(choices, list | tuple) else None
    return OpenApiParameter(name, kind, enum=enum, description=str(each.label or ""))


class _Tokens(OpenApiAuthenticationExtension):
    target_class = "foundation.exchange.api.authentication.PersonalTokens"
    name = "personal_token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Describe personal tokens."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": _("A personal token, made on the page “My account”."),
        }


class _Clients(OpenApiAuthenticationExtension):
    target_class = "foundation.exchange.api.authentication.ClientTokens"
    name = "organisation_client"

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[str]]:
        """Name the scope of the method."""
        view: Any = auto_schema.view
        scope = view.needs.get(auto_schema.method, "")
        return {self.name: [scope] if scope else []}

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Describe access tokens of clients."""
        words = {scope.code: str(scope.label) for scope in scopes.all_scopes()}
        return {
            "type": "oauth2",
            "description": _("A token for a client that an administrator registered for an organisation."),
            "flows": {"clientCredentials": {"tokenUrl": "/api/v1/token/", "scopes": words}},
        }
