"""The one request to a complainant to supplement the materials."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from complaints.models.complaint import Complaint
from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class SupplementRequest(Regulated):
    """What was asked for, until when, and when it came (办法 art. 14).

    The law has the organ say everything at once, so a complaint has one request at most. The time from `asked_on`
    to `answered_on` does not count for the decision about acceptance (条例 art. 47). `answer` is what the complainant
    wrote by the portal; materials brought to the office have none. Both may name people and are sealed.
    """

    trail_prefix = "complaint"
    trail_key = "complaint_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="supplement")
    asked_on = models.DateField()
    answer_by = models.DateField()
    answered_on = models.DateField(null=True)
    asked_for = SealedField()
    answer = SealedField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer_by__gt=F("asked_on")), name="a_supplement_is_asked_for_before_it_is_due"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
