"""The base of every address of the API, and the addresses about the API itself."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from oauth2_provider.views import TokenView
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from foundation.accounts.acting import Visitor
from foundation.accounts.doors import Door
from foundation.accounts.middleware import client_address
from foundation.audit import origin
from foundation.exchange.api import describing
from foundation.exchange.api.authentication import credential_of
from foundation.exchange.api.permissions import api_door
from foundation.exchange.api.problems import shape
from foundation.exchange.api.serializers import (
    IndexSerializer,
    MeSerializer,
    TokenRequestSerializer,
    TokenSerializer,
)


class ApiView(GenericViewSet[Any]):
    """An address of the API. `needs` names for each method the scope of its door; `public` opens it to all.

    The request acts in the posting of its token: `request.actor`. Refusals of verbs need no `try`.
    """

    needs: ClassVar[Mapping[str, str]] = {}
    public: ClassVar[bool] = False
    door: Door | None = None
    http_method_names = ["get", "head", "post"]

    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Callable[..., HttpResponseBase]:  # type: ignore[override]
        """Return the view with its door, which the tests of doors read."""
        if cls.public:
            door = Door("public")
        else:
            door = api_door({method.upper(): cls.needs[method.upper()] for method in actions})
        view = super().as_view(actions, door=door, **initkwargs)
        view.door = door  # type: ignore[attr-defined]
        return view

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, with the door of the act named for the trail."""
        request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
        with origin.coming_from(origin.Origin("api", request_id, client_address(request))):
            response = super().dispatch(request, *args, **kwargs)
        return _with_headers(request, response)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out who asks, count the request (also one with a bad token), then ask the door."""
        self.format_kwarg = None
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
        request._request.actor = Visitor()  # type: ignore[attr-defined]  # never that of a session
        try:
            self.perform_authentication(request)
        finally:
            self.check_throttles(request)
        credential = credential_of(request)
        if credential is not None:
            actor = credential.actor
            request._request.actor = actor  # type: ignore[attr-defined]
            structlog.contextvars.bind_contextvars(actor=actor.id, posting=actor.posting_id)
        if not self.public:
            self.check_permissions(request)


class Index(ApiView):
    """Where things are."""

    public = True
    authentication_classes = ()
    serializer_class = IndexSerializer

    @extend_schema(summary=_("Where things are"), tags=["api"])
    def retrieve(self, request: Request) -> Response:
        """Answer the addresses of the description and of the token."""
        names = {"schema": "api_schema", "token": "api_token", "me": "api_me", "documentation": "api_documentation"}
        found = {name: request.build_absolute_uri(reverse(route)) for name, route in names.items()}
        return Response({"version": settings.SPECTACULAR_SETTINGS["VERSION"], **found})


class Schema(ApiView):
    """The description of the API for programs (OpenAPI)."""

    public = True
    authentication_classes = ()
    schema = None
    renderer_classes = (OpenApiJsonRenderer,)

    def retrieve(self, request: Request) -> Response:
        """Answer the description, in the language of the request."""
        return Response(describing.description(translation.get_language() or settings.LANGUAGE_CODE))


class Me(ApiView):
    """Who one is for the portal: a first request to try a token with."""

    needs: ClassVar[Mapping[str, str]] = {"GET": ""}
    serializer_class = MeSerializer

    @extend_schema(summary=_("Who the token stands for, and what it may do"), tags=["api"])
    def retrieve(self, request: Request) -> Response:
        """Answer posting, organisation and scopes of the token."""
        return Response(self.get_serializer(credential_of(request)).data)


class Token(ApiView):
    """An access token for a client of an organisation (RFC 6749, 4.4)."""

    public = True
    rate = "sign_in"
    authentication_classes = ()
    parser_classes = (FormParser,)
    serializer_class = TokenSerializer

    @extend_schema(
        summary=_("Get an access token with client id and secret"),
        tags=["api"],
        request={"application/x-www-form-urlencoded": TokenRequestSerializer},
        responses={200: TokenSerializer},
    )
    def create(self, request: Request) -> Response:
        """Answer a token, or the error of RFC 6749 together with the one shape of refusals."""
        given = TokenView.as_view()(request._request)
        body = json.loads(given.content)
        headers = {name: given.headers[name] for name in ("WWW-Authenticate",) if name in given.headers}
        if given.status_code >= 400:
            problem = {"code": body.get("error"), "detail": body.get("error_description") or body.get("error")}
            body = {**shape("client_error", [problem]), **body}
        return Response(body, status=given.status_code, headers=headers)


def _with_headers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Add what is left of the limit, and the mark of the content for If-None-Match."""
    limit, left = getattr(request, "api_limit", (None, None))
    if limit is not None:
        response.headers["RateLimit-Limit"] = str(limit)
        response.headers["RateLimit-Remaining"] = str(left)
    if request.method in {"GET", "HEAD"} and response.status_code == 200 and isinstance(response, Response):
        response.render()
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response
    return response
