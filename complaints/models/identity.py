"""Requests of officers to see who complained, each decided by somebody else."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from complaints.models.complaint import Complaint
from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated


class IdentityRequest(Regulated):
    """A request to open the identity of a complainant, and the answer to it (trust PD-07).

    Why it is asked for, and why it is granted or denied, stands in the events. `granted` is None until somebody else
    of the organ has decided.
    """

    trail_prefix = "complaint"
    trail_key = "complaint_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="identity_requests")
    asked_by = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+", null=True)
    decided_on = models.DateField(null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar = ["asked_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["complaint", "asked_by"],
                name="a_posting_has_one_open_request_for_an_identity",
                condition=Q(granted__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True, decided_by__isnull=True, decided_on__isnull=True)
                | Q(granted__isnull=False, decided_by__isnull=False, decided_on__isnull=False),
                name="a_request_for_an_identity_is_decided_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="nobody_grants_himself_an_identity",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
