"""Writing the trail: one event a state change, hashed and chained by the database.

A stream is one thing with a life (`case:<id>`, `user:<id>`); its events are numbered 1, 2, 3 without
gaps, each hashing the one before. The database stamps the time; a body holds claims only.
"""

import base64
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from foundation.audit import origin
from foundation.audit.actors import Actor
from foundation.audit.canonical import canonical
from foundation.audit.remembering import forget

VERSION = 1
CHUNK = 5_000


@dataclass(frozen=True)
class Draft:
    """An event not yet written: its stream, kind (`case.imported`), actor and facts.

    Facts are plain values and never personal data; `occurred_on` is a claim about the past.
    """

    stream: str
    kind: str
    by: Actor
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    occurred_on: date | None = None

    def body(self) -> bytes:
        """Return the canonical bytes; 16 random bytes keep a removed body from being guessed."""
        came = origin.current()
        return canonical(
            {
                "v": VERSION,
                "kind": self.kind,
                "by": {"id": str(self.by.id), "posting": str(self.by.posting_id or ""), "label": str(self.by.label)},
                "from": {"door": came.door, "request": came.request_id, "address": came.address},
                "facts": self.facts,
                "reason": self.reason,
                "occurred_on": self.occurred_on,
                "salt": base64.b64encode(os.urandom(16)).decode(),
            }
        )


def append(
    stream: str,
    kind: str,
    *,
    by: Actor,
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
    occurred_on: date | None = None,
) -> int:
    """Write one event in the transaction of the caller and return its number in the stream."""
    forget()
    body = Draft(stream, kind, by, facts or {}, reason, occurred_on).body()
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_append(%s, %s)", [stream, body])
        return int(cursor.fetchone()[0])


def append_many(drafts: Iterable[Draft]) -> dict[str, int]:
    """Write many events at once, at most one a stream, and return stream → number.

    Set-based, in chunks of 5,000; all in the transaction of the caller. Raises ValueError when a
    stream is named twice, since the order of its events would be anybody's guess.
    """
    numbers: dict[str, int] = {}
    chunk: list[Draft] = []
    for draft in drafts:
        chunk.append(draft)
        if len(chunk) == CHUNK:
            _append_chunk(chunk, numbers)
            chunk = []
    if chunk:
        _append_chunk(chunk, numbers)
    return numbers


def _append_chunk(chunk: list[Draft], numbers: dict[str, int]) -> None:
    streams = [draft.stream for draft in chunk]
    if len(set(streams)) != len(streams) or not numbers.keys().isdisjoint(streams):
        raise ValueError("append_many takes one event a stream.")
    append_bodies(streams, [draft.body() for draft in chunk], numbers)


def append_bodies(streams: list[str], bodies: list[bytes], numbers: dict[str, int]) -> None:
    """Write prepared bodies, one a stream, and add stream → number to `numbers`.

    For loaders that make bodies faster than one Draft a row; the bodies must come from `canonical`.
    """
    forget()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stream, seq FROM audit_append_many(%s::text[], %s::bytea[])",
            [streams, bodies],
        )
        numbers.update(cursor.fetchall())
