"""From where an act comes: request id and network address of the current request, if any."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """The door an act came through (`web`, `api`, `job`, `command`), its request id and address."""

    door: str
    request_id: str = ""
    address: str = ""


COMMAND = Origin("command")
_current: ContextVar[Origin] = ContextVar("origin", default=COMMAND)


def current() -> Origin:
    """Return the origin of the act under way."""
    return _current.get()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Name the origin for everything done inside the block."""
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)
