"""What an institution taught the portal about its sheets."""

import uuid
from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Scope, ScopedManager
from foundation.audit.regulated import Regulated


class SheetMemory(Regulated):
    """Settled columns (fingerprint of the heading → column, empty: not loaded) and settled wordings, per kind.

    Remembered answers win over every guess at the next upload (decisions.md 20).
    """

    trail_prefix = "sheet-memory"
    scope = Scope(institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField()
    headings = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "kind"], name="one_memory_an_institution_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.kind}"
