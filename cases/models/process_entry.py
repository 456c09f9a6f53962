"""What was done in an appraisal, recorded as it is done (程序通则 art. 27), and who had the materials (art. 22)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class ProcessEntry(Regulated):
    """One entry of the process record; it is never changed. A wrong one is countered by a new one that names it.

    `kind` is a code of the list `process_kinds`. `happened_at` is a claim about the past; `recorded_at` is the
    database's. `appraiser` is who did it; empty where the institution handled materials. The text may hold findings
    about a person and is sealed.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="process", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.TextField()
    happened_at = models.DateTimeField()
    text = SealedField()
    appraiser = models.ForeignKey(
        "appraisers.Appraiser", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    counters = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="countered_by", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_process_entry_a_number_in_a_case"),
            models.CheckConstraint(
                condition=Q(counters__isnull=True) | ~Q(counters=models.F("id")), name="no_entry_counters_itself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
