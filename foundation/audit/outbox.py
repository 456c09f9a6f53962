"""Side effects leave through here: a row written with the change, published after commit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from foundation.audit.models import OutboxMessage


def put(
    topic: str, payload: Mapping[str, Any] | None = None, *, key: str | None = None, not_before: datetime | None = None
) -> int | None:
    """Write one message in the caller's transaction and return its id.

    `topic` is the name of a job. With `key` the effect happens once: a message whose key exists
    already is not written, and None is returned.
    """
    values = {"topic": topic, "payload": dict(payload or {}), "not_before": not_before or timezone.now()}
    if key is None:
        return OutboxMessage.objects.create(**values).pk
    message, written = OutboxMessage.objects.get_or_create(key=key, defaults=values)
    return message.pk if written else None
