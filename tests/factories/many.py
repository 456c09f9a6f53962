"""Many new rows at once, each by an event of its own: what the cast of every test is made with."""

from collections.abc import Sequence
from typing import TypeVar

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import Regulated
from foundation.audit.trail import Draft, append_many

Row = TypeVar("Row", bound=Regulated)


def write_all(rows: Sequence[Row], kind: str) -> Sequence[Row]:
    """Append an event a row and insert the rows: two statements, however many there are."""
    numbers = append_many(Draft(row.stream, kind, SYSTEM) for row in rows)
    for row in rows:
        row.trail_seq = numbers[row.stream]
    type(rows[0])._base_manager.bulk_create(rows)
    return rows
