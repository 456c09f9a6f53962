"""The subject of a case: the person (or thing) that is appraised, under seal."""

import uuid
from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class Subject(Regulated):
    """One subject, explained by the events of its case.

    `identity_index` is the blind index of the identity number, by which the radar finds other
    appraisals of the same person without knowing who it is (decisions.md 19).
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="subjects")
    name = SealedField()
    identity_number = SealedField()
    identity_index = models.BinaryField(max_length=32, null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["identity_index"], name="subject_by_identity", condition=models.Q(identity_index__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
