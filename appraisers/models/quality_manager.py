"""Who answers for the quality of a practice category at an institution."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from appraisers.own import through
from foundation.accounts.scoping import Scope, ScopedManager
from foundation.audit.regulated import Regulated


class QualityManager(Regulated):
    """One time of an appraiser as quality manager of a practice category (政策文件第（十一）条), from–until.

    The row without a last day is the one current of its category; the database keeps it to one. Whether he still
    practises here in the category is asked of the standing conditions, not of this row.
    """

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(
        city="institution__city_code",
        county="institution__county_code",
        institution="institution_id",
        appraiser=through("appraiser"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="quality_managers"
    )
    practice_code = models.CharField(max_length=16)
    appraiser = models.ForeignKey("appraisers.Appraiser", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    document_number = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["practice_code", "-valid_from", "-recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "practice_code"],
                condition=Q(valid_until__isnull=True),
                name="one_quality_manager_a_category",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_quality_manager_ends_after_he_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.document_number
