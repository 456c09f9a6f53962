"""A second connection beside the one of the present transaction: what is written there is seen at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def beside() -> Iterator[Any]:
    """Yield a cursor on a connection of its own, in autocommit; whatever the present transaction does, it stays."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            yield cursor
    finally:
        other.close()
