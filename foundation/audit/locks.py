"""Waiting for one another where no row stands yet that could be locked."""

from typing import Final

from django.db import connection

_HOLD: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def hold(name: str) -> None:
    """Wait until nobody else holds this name, and hold it through the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [name])
