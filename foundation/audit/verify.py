"""Checking the trail: every stream dense from 1, chained, agreeing with its head, true to its bodies.

An independent second implementation of the hash: it must find what somebody with the database's
keys could do to the tables.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

ZERO = bytes(32)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BATCH = 20_000
_ALGORITHMS = {"sha256": hashlib.sha256}


@dataclass(frozen=True)
class Fault:
    """A place where the trail is not what was written: stream, number, and what is wrong."""

    stream: str
    seq: int
    what: str


@dataclass
class Report:
    """What a verification looked at and what it found (the first faults of each stream)."""

    streams: int = 0
    events: int = 0
    erased: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True)
class _Row:
    stream: str
    seq: int
    kind: str
    actor: str
    body: bytes | None
    body_hash: bytes
    prev: bytes
    hash: bytes
    alg: str
    recorded_at: datetime


def event_hash(alg: str, prev: bytes, stream: str, seq: int, recorded_at: datetime, body_hash: bytes) -> bytes:
    """Return the hash that the chain holds for an event (see audit_hash in database.py)."""
    micros = (recorded_at - _EPOCH) // timedelta(microseconds=1)
    named, streamed = alg.encode(), stream.encode()
    return _ALGORITHMS[alg](
        b"sfjd-ev/1\0"
        + _be64(len(named))
        + named
        + prev
        + _be64(len(streamed))
        + streamed
        + _be64(seq)
        + _be64(micros)
        + body_hash
    ).digest()


def _be64(number: int) -> bytes:
    return number.to_bytes(8, "big", signed=True)


def verify(stream: str | None = None) -> Report:
    """Check one stream, or all of them, streaming in order; memory stays flat."""
    report = Report()
    heads = _Heads(stream)
    previous: _Row | None = None
    for row in _rows(stream):
        report.events += 1
        report.erased += row.body is None
        if previous is None or row.stream != previous.stream:
            heads.close(previous, report)
            report.streams += 1
            previous = None
        report.faults.extend(_faults(row, previous))
        previous = row
    heads.close(previous, report)
    heads.finish(report)
    return report


def _faults(row: _Row, previous: _Row | None) -> Iterator[Fault]:
    """Yield what is wrong with one event, given the one before it."""
    wanted_seq, wanted_prev = (previous.seq + 1, previous.hash) if previous else (1, ZERO)
    if row.seq != wanted_seq:
        yield Fault(row.stream, row.seq, f"number {wanted_seq} is missing")
    if row.prev != wanted_prev:
        yield Fault(row.stream, row.seq, "does not continue the event before it")
    if row.alg not in _ALGORITHMS:
        yield Fault(row.stream, row.seq, "names an unknown algorithm")
    elif row.hash != event_hash(row.alg, row.prev, row.stream, row.seq, row.recorded_at, row.body_hash):
        yield Fault(row.stream, row.seq, "was changed: time, place or content do not give its hash")
    if row.body is not None:
        if hashlib.sha256(row.body).digest() != row.body_hash:
            yield Fault(row.stream, row.seq, "was changed: the body does not give its hash")
        elif (row.kind, row.actor) != _labels(row.body):
            yield Fault(row.stream, row.seq, "was changed: kind or actor differ from the body")


def _labels(body: bytes) -> tuple[str, str]:
    content: dict[str, Any] = json.loads(body)
    return content["kind"], content["by"]["id"]


class _Heads:
    """The heads to compare with: each stream's last event must be its head, and no head stand alone."""

    def __init__(self, stream: str | None) -> None:
        with connection.cursor() as cursor:
            where, params = ("WHERE stream = %s", [stream]) if stream else ("", [])
            cursor.execute(f"SELECT stream, seq, hash FROM audit_head {where}", params)  # noqa: S608  (a constant)
            self._left = {name: (seq, bytes(digest)) for name, seq, digest in cursor.fetchall()}

    def close(self, last: _Row | None, report: Report) -> None:
        """Compare the last event of a stream with its head."""
        if last is None:
            return
        if self._left.pop(last.stream, None) != (last.seq, last.hash):
            report.faults.append(Fault(last.stream, last.seq, "is not the end that the head names"))

    def finish(self, report: Report) -> None:
        """Report heads whose events are all gone."""
        report.faults.extend(Fault(name, seq, "the whole stream is gone") for name, (seq, _) in self._left.items())


def _rows(stream: str | None) -> Iterator[_Row]:
    """Yield events by stream and number through a server-side cursor."""
    where, params = ("WHERE stream = %s", [stream]) if stream else ("", [])
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT stream, seq, kind, actor, body, body_hash, prev, hash, alg, recorded_at"  # noqa: S608  (constants)
            f" FROM audit_event {where} ORDER BY stream, seq",
            params,
        )
        while rows := cursor.fetchmany(_BATCH):
            for name, seq, kind, actor, body, body_hash, prev, digest, alg, recorded_at in rows:
                plain = None if body is None else bytes(body)
                yield _Row(
                    name, seq, kind, actor, plain, bytes(body_hash), bytes(prev), bytes(digest), alg, recorded_at
                )
