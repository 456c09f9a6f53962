"""The termination of an appraisal as it was decided, with what the notice to the client has to state."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated


class Termination(Regulated):
    """The decision to terminate (程序通则 art. 29, 条例 art. 36; 文书格式 4), one for a case.

    `ground` is the code of an entry of the statutory list `termination_grounds`, under which statistics count it. The
    reason stands on the notice and names nobody. `return_until` is the last day for fetching materials and settling
    the fee.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="termination")
    terminated_on = models.DateField()
    ground = models.TextField()
    reason = models.TextField()
    return_until = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(reason=""), name="terminations_have_a_ground_and_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.ground}"
