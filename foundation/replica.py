"""Reading from a second database server that follows the first (streaming replication), for pages that only read.

`DATABASE_REPLICA_URL` names it. Figures, the register and public statistics may be a moment behind; everything that
acts, and every list from which somebody acts, reads where it is written. A replica that is away or too far behind is
passed over: the page then comes from the first server, slower perhaps, never wrong or missing.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]
REPLICA: Final = "replica"
LOOKED_AT: Final = 5.0
"""Seconds for which a process trusts its last look at the replica."""
MOST_BEHIND: Final = 120.0
"""Seconds. The beat process writes every few seconds, so a healthy replica has replayed something within them."""
_LAG = """
SELECT pg_is_in_recovery(), coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0)
"""

_log = logging.getLogger(__name__)
_reading: ContextVar[bool] = ContextVar("reading_from_replica", default=False)


@dataclass
class Standing:
    """What this process last saw of the replica; `behind` are seconds, None when it did not answer."""

    looked_at: float = float("-inf")
    usable: bool = False
    behind: float | None = None


_standing = Standing()
_lock = Lock()


class Router:
    """Sends what is read inside `reads_replica` to the replica, and everything else where it is written."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The alias to read from."""
        return alias()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """The alias to write to: always the first server, also for a row that was read from the replica."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        """Both servers hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The replica gets its tables from the first server."""
        return db == DEFAULT_DB_ALIAS


def is_configured() -> bool:
    """Whether this installation names a replica."""
    return REPLICA in connections.settings


def alias() -> str:
    """The alias that reads go to here and now."""
    return REPLICA if _reading.get() else DEFAULT_DB_ALIAS


def connection_for_reading() -> Any:
    """The connection for SQL of our own that only reads."""
    return connections[alias()]


def reads_replica(view: View) -> View:
    """Let a page read from the replica; when it fails on the way, the page is made again from the first server."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_configured() or request.method not in {"GET", "HEAD"} or not look().usable:
            return view(request, *args, **kwargs)
        try:
            with from_replica():
                return view(request, *args, **kwargs)
        except OperationalError as error:
            _forget(error)
            return view(request, *args, **kwargs)

    return enter


@contextmanager
def from_replica() -> Iterator[None]:
    """Read from the replica inside the block."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def look() -> Standing:
    """Return how the replica stands, asked at most every five seconds."""
    if time.monotonic() - _standing.looked_at < LOOKED_AT:
        return _standing
    with _lock:
        if time.monotonic() - _standing.looked_at >= LOOKED_AT:
            _standing.behind = _seconds_behind()
            _standing.usable = _standing.behind is not None and _standing.behind <= MOST_BEHIND
            _standing.looked_at = time.monotonic()
    return _standing


def _seconds_behind() -> float | None:
    """How old the last change is that the replica has replayed; None when it does not answer or follows nobody."""
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(_LAG)
            following, seconds = cursor.fetchone()
    except DatabaseError as error:
        _log.warning("replica_away", extra={"error": type(error).__name__})
        return None
    return float(seconds) if following else None


def _forget(error: Exception) -> None:
    """Pass the replica over until the next look, and drop the broken connection."""
    _log.warning("replica_failed", extra={"error": type(error).__name__})
    connections[REPLICA].close()
    _standing.usable, _standing.looked_at = False, time.monotonic()
