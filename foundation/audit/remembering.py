"""What one request or one act has looked up before and need not ask again: the state of tables that seldom change.

Each event of the trail and each write of a regulated row empties it, so whoever changes something reads anew. Outside
of requests and acts nothing is remembered.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Value = TypeVar("Value")
_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("memory_of_an_act", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember until the block ends; a block within another one shares its memory."""
    if _memory.get() is not None:
        yield
        return
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def remembered(key: Hashable, ask: Callable[[], Value]) -> Value:
    """Return what `ask` found earlier in this request or act, else ask."""
    memory = _memory.get()
    if memory is None:
        return ask()
    if key not in memory:
        memory[key] = ask()
    found: Value = memory[key]
    return found


def forget() -> None:
    """Forget everything: something has changed."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()
