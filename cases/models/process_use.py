"""Which instrument was used, and which method followed, in a step of an appraisal."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated


class ProcessUse(Regulated):
    """One instrument or one method that an entry of the process record names; `used_on` is the day of the step.

    From it follows in which cases an instrument was used, when it is found wrong later.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey("cases.ProcessEntry", on_delete=models.PROTECT, related_name="uses", db_index=False)
    instrument = models.ForeignKey(
        "equipment.Instrument", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    method = models.ForeignKey(
        "equipment.Method", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    used_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(instrument__isnull=False, method__isnull=True)
                | Q(instrument__isnull=True, method__isnull=False),
                name="a_use_names_one_instrument_or_one_method",
            ),
            models.UniqueConstraint(fields=["entry", "instrument", "method"], name="a_use_is_named_once_an_entry"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["instrument", "used_on", "case"],
                name="use_of_an_instrument",
                condition=Q(instrument__isnull=False),
            ),
            models.Index(
                fields=["method", "used_on", "case"], name="use_of_a_method", condition=Q(method__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
