"""One effect for one key: double clicks, resent forms and repeated requests of a machine are harmless.

The claim of a key stands in the same transaction as the effect, so either both are kept or neither. Of two
requests at the same moment the second waits for the first one's commit and gets its answer; if the first is
rolled back, the second does the work.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.models import OnceDone
from foundation.audit.remembering import forget, remembering

KEPT = timedelta(days=30)
ATTEMPTS = 5
Answer = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")

_inside: ContextVar[bool] = ContextVar("inside_once", default=False)


@dataclass
class KeyReused(Exception):
    """The key was used before for something else. Carries the answer that was given then."""

    answer: Answer

    def __str__(self) -> str:
        return str(_("This request was sent before with other contents."))


def act(verb: Callable[P, T]) -> Callable[P, T]:
    """Make a verb one durable transaction: its own, or the one of the `once` it is called in.

    Called inside any other transaction it raises RuntimeError, since a caller could then roll back what
    the person was told is done.
    """

    @wraps(verb)
    def in_transaction(*args: P.args, **kwargs: P.kwargs) -> T:
        with remembering():
            try:
                with transaction.atomic(durable=not _inside.get()):
                    return verb(*args, **kwargs)
            finally:
                forget()  # committed, the state is another one; rolled back, what it saw of itself never was

    return in_transaction


@contextmanager
def as_parts() -> Iterator[None]:
    """Make acts called inside parts of the durable transaction that the caller has opened for all of them.

    For a sheet whose rows are so many acts: they are kept together with how far the sheet has come. Raises
    RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("There is no transaction of which acts could be parts.")
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


@contextmanager
def taken_back() -> Iterator[None]:
    """Take everything back that is done inside: acts tried so that their rules say what they object to."""
    try:
        with transaction.atomic(durable=True), as_parts():
            yield
            transaction.set_rollback(True)
    finally:
        forget()  # nothing of what was seen inside ever was


def digest_of(contents: Mapping[str, Any]) -> bytes:
    """Return the digest of what is asked for: plain values by name, in any order."""
    text = json.dumps(contents, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).digest()


def once(scope: str, key: str, digest: bytes, act: Callable[[], Answer]) -> tuple[Answer, bool]:
    """Do `act` unless (scope, key) was done before; return its answer and whether it was done just now.

    `act` runs inside the durable transaction opened here and returns what can be stored as JSON. If it
    raises, nothing is kept and the key may be used again. Raises KeyReused when the key was used with
    another digest in the last 30 days.
    """
    key_hash = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    for _attempt in range(ATTEMPTS):
        with transaction.atomic(durable=True):
            if _claim(scope, key_hash, digest):
                return _done(scope, key_hash, act), True
        known = OnceDone.objects.filter(scope=scope, key_hash=key_hash).first()
        if known is None:  # cleared between the two questions
            continue
        if bytes(known.digest) != digest:
            raise KeyReused(known.answer or {})
        return known.answer or {}, False
    raise RuntimeError("A key was claimed and cleared again and again.")


def _claim(scope: str, key_hash: bytes, digest: bytes) -> bool:
    """Insert the claim; False when somebody has it. Waits for a transaction that is about to decide."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_oncedone (scope, key_hash, digest, claimed_at) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [scope, key_hash, digest, timezone.now()],
        )
        return bool(cursor.rowcount)


def _done(scope: str, key_hash: bytes, act: Callable[[], Answer]) -> Answer:
    token = _inside.set(True)
    try:
        answer: Answer = json.loads(json.dumps(act(), cls=DjangoJSONEncoder))  # as the second caller will see it
    finally:
        _inside.reset(token)
    OnceDone.objects.filter(scope=scope, key_hash=key_hash).update(answer=answer)
    return answer


def clear_old() -> int:
    """Forget keys older than 30 days and return how many; in chunks, so that nobody waits."""
    limit = timezone.now() - KEPT
    cleared = 0
    while True:
        old = list(OnceDone.objects.filter(claimed_at__lt=limit).values_list("pk", flat=True)[:5_000])
        if not old:
            return cleared
        cleared += OnceDone.objects.filter(pk__in=old).delete()[0]
