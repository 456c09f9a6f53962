"""What the tests of the API share: callers with tokens, and clients of organisations."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from foundation.accounts.models import Organisation
from foundation.exchange.actions import clients, personal_tokens
from foundation.exchange.api import scopes
from foundation.exchange.models import ApiClient, PersonalToken
from tests.people import Cast, give_second_factor

ROOT = "/api/v1/"


@dataclass
class Caller:
    """A program that calls the API with a token."""

    token: str
    row: PersonalToken | ApiClient | None = None

    def ask(self, method: str, path: str, **request: Any) -> Any:
        """Send a request; `path` is below the root, or whole."""
        address = path if path.startswith("/") else ROOT + path
        headers = {"Authorization": f"Bearer {self.token}", **request.pop("headers", {})} if self.token else {}
        return Client().generic(method, address, headers=headers, **request)

    def get(self, path: str, **request: Any) -> Any:
        return self.ask("GET", path, **request)

    def post(self, path: str, data: Any, *, key: str = "", **request: Any) -> Any:
        headers = {**({"Idempotency-Key": key} if key else {}), **request.pop("headers", {})}
        body = data if isinstance(data, bytes | str) else json.dumps(data)
        return self.ask("POST", path, data=body, content_type="application/json", headers=headers, **request)


Call = Callable[..., Caller]


@pytest.fixture
def calling(cast: Cast) -> Call:
    """Return a function that gives a caller with a personal token of somebody of the cast."""

    def call(name: str, *codes: str) -> Caller:
        actor = cast.actor(name)
        give_second_factor(actor.user)
        chosen = codes or [scope.code for scope in scopes.open_to(actor)]
        made = personal_tokens.make_token(
            name=f"示例脚本{PersonalToken.objects.count()}",
            scopes=chosen,
            valid_until=timezone.localdate() + timedelta(days=30),
            by=actor,
        )
        return Caller(made.text, made.token)

    return call


@dataclass
class System:
    """A registered client with its secret."""

    client: ApiClient
    secret: str

    def sign_in(self, *, scope: str = "", secret: str = "") -> Any:
        """Ask for an access token."""
        form = {"grant_type": "client_credentials", "client_id": self.client.client_id}
        form |= {"client_secret": secret or self.secret} | ({"scope": scope} if scope else {})
        return Client().post(f"{ROOT}token/", form)

    def caller(self, **given: str) -> Caller:
        """Return a caller with a fresh access token."""
        return Caller(self.sign_in(**given).json()["access_token"], self.client)


@pytest.fixture
def register(cast: Cast) -> Callable[..., System]:
    """Return a function that registers a client for an institution or another body."""

    def make(
        organisation: Organisation | None = None, role: str = "case_clerk", scopes: tuple[str, ...] = ()
    ) -> System:
        made = clients.register_client(
            name=f"示例业务系统{ApiClient.objects.count()}",
            organisation=organisation or cast.jinan_institution.organisation,
            role=role,
            scopes=scopes or ("cases:read", "institutions:read"),
            by=cast.actor("administrator"),
            reason="示例：机构申请对接",
        )
        return System(made.client, made.secret)

    return make
