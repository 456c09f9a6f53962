"""Idempotency keys: the same request twice has one effect and one answer (trust TX-07)."""

import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.accounts.sealing import blind_index
from foundation.audit.once import once
from foundation.exchange.api.authentication import credential_of

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 100


def carried_out_once(request: Request, act: Callable[[], tuple[int, dict[str, Any]]]) -> Response:
    """Carry out `act` for the request's key and return its answer, the stored one if it was done before.

    `act` returns status and body; they are stored with the effect in one transaction. The key belongs to
    the client or user that sent it: that of another never matches. Refusals are not stored, so the same
    key may be tried again after one. Raises ValidationError without a key, KeyReused for another body.
    """
    key = _key(request)
    credential = credential_of(request)
    scope = f"api:user:{credential.posting.user_id}" if credential else "api"

    def answer() -> dict[str, Any]:
        status, body = act()
        return {"status": status, "body": json.dumps(body, cls=DjangoJSONEncoder)}  # as text: the order of keys stays

    stored, fresh = once(scope, key, _digest(request), answer)
    headers = {} if fresh else {REPLAYED: "true"}
    return Response(json.loads(stored["body"]), status=stored["status"], headers=headers)


def _key(request: Request) -> str:
    key = str(request.headers.get(HEADER, ""))
    if not key:
        raise ValidationError(
            {HEADER: [_("Send an Idempotency-Key of your own with every request that writes.")]}, code="required"
        )
    if len(key) > LONGEST or not key.isascii() or not key.isprintable():
        raise ValidationError(
            {HEADER: [_("The key has at most %(longest)d letters, digits and signs.") % {"longest": LONGEST}]},
            code="invalid",
        )
    return key


def _digest(request: Request) -> bytes:
    """Digest what was asked, under a key since it may name people: method, address, fields in whatever order."""
    asked = [request.method, request.path, request.data]
    return blind_index("asked:" + json.dumps(asked, sort_keys=True, cls=DjangoJSONEncoder))
