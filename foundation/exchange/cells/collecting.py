"""Holding the garbage collector back while hundreds of thousands of rows are built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Switch cyclic collection off for a while: rows and cells form no cycles, and looking at all of them again and
    again takes a third of the time of a large import. Memory is bounded by the limits on rows and columns."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
