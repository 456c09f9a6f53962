"""Rows that only change together with an event: every value is explained by `trail_seq`.

The database enforces it (see guard.py); this module is the convenient way to comply.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, TypeVar

from django.db import models

from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import StaleState
from foundation.audit.remembering import forget


class Regulated(models.Model):
    """Columns of a regulated row. `trail_seq` numbers the event that explains its present values.

    A class names its stream by `trail_prefix` and `trail_key` (children name their parent's column),
    and in `derived` the columns that follow from others and may change without an event.
    """

    trail_prefix: ClassVar[str]
    trail_key: ClassVar[str] = "id"
    derived: ClassVar[tuple[str, ...]] = ()

    trail_seq = models.BigIntegerField(editable=False)

    class Meta:
        abstract = True

    @property
    def stream(self) -> str:
        """The stream whose events explain this row."""
        return f"{self.trail_prefix}:{getattr(self, self.trail_key)}"


Row = TypeVar("Row", bound=Regulated)


def write(
    row: Row,
    kind: str,
    *,
    by: Actor,
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
    occurred_on: date | None = None,
) -> Row:
    """Append the event, then insert or update the row with the event's number.

    An update writes every column and demands that the row still carries the `trail_seq` it was read
    with; otherwise raises StaleState, and the caller's transaction rolls the event back with it.
    """
    seen = row.trail_seq
    seq = trail.append(row.stream, kind, by=by, facts=facts, reason=reason, occurred_on=occurred_on)
    row.trail_seq = seq
    if row._state.adding:
        row.save(force_insert=True)
        forget()
        return row
    columns = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    if not type(row)._base_manager.filter(pk=row.pk, trail_seq=seen).update(**columns):
        raise StaleState(row_label=str(row))
    forget()
    return row
