"""What is wrong with one cell of an imported sheet."""

import uuid
from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.exchange.querysets import ProblemQuerySet


class Problem(models.Model):
    """One problem of a dry run. Not regulated: it follows from the file and is written anew with every run.

    `ordinal` counts from 1 within import and severity in the order of the rows, so that any page of
    them is one range of the index. `value` is what the message shows, masked where it is personal.
    """

    scope = Nobody()

    class Severity(models.TextChoices):
        """An error keeps its row from being loaded, a warning does not."""

        ERROR = "error"
        WARNING = "warning"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey("exchange.Import", on_delete=models.PROTECT, related_name="problems", db_index=False)
    severity = models.TextField(choices=Severity.choices)
    ordinal = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    column = models.TextField()
    code = models.TextField()
    detail = models.TextField(blank=True)
    value = SealedField()

    objects = ProblemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "severity", "ordinal"], name="problems_are_numbered_by_severity")
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.column} {self.code}"
