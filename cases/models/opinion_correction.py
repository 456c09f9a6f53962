"""A correction of an issued opinion (程序通则 art. 41, 文书格式 6)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from cases.opinions.issued.states import Part
from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class OpinionCorrection(Regulated):
    """One correction of the opinion of a case. Rows are only added, and the opinion stays as it was issued.

    `number` has no gaps within the opinion. `location` says where in the part (page, line); the words are under seal
    since they come from a text that names people. `old_words` is empty where nothing can be quoted. `paper` is printed
    by a job; its digest and pages come with it.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="opinion_corrections", db_index=False)
    number = models.PositiveSmallIntegerField()
    part = models.TextField(choices=Part.choices)
    location = models.TextField()
    ground = models.TextField()
    reason = models.TextField()
    old_words = SealedField()
    new_words = SealedField()
    appraiser = models.ForeignKey("appraisers.Appraiser", on_delete=models.PROTECT, related_name="+", db_index=False)
    certificate_number = models.TextField()
    corrected_on = models.DateField()
    paper = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_correction_a_number_and_opinion"),
            models.CheckConstraint(condition=Q(number__gte=1), name="corrections_are_counted_from_one"),
            models.CheckConstraint(
                condition=Q(part__in=sorted(Part.values)), name="a_correction_never_touches_the_opinion_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def sha256(self) -> str:
        """The digest of the paper; empty while it is being printed."""
        return self.paper.sha256 if self.paper is not None else ""
