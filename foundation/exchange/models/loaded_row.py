"""What a row of an imported sheet became."""

import uuid
from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody


class LoadedRow(models.Model):
    """The record that a row of a sheet was written as, for kinds whose rows are acts of their own.

    Not regulated: the event of the record names the sheet and the row (`origin`); this row finds them again.
    """

    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey("exchange.Import", on_delete=models.PROTECT, related_name="loaded_rows", db_index=False)
    row = models.PositiveIntegerField()
    target = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "row"], name="a_row_of_a_sheet_is_loaded_once")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.row}"
