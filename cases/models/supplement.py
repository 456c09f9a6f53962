"""A supplement of materials that pauses the time of an appraisal (程序通则 art. 28, 条例 art. 35)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated


class Supplement(Regulated):
    """Materials that were asked for during an appraisal; the time stands still until they have come.

    `ground` is a code of the list `time_exclusions`. The pause covers (asked_on, received_on] (decisions.md 4);
    `received_on` is a claim of the past, the event tells when it was recorded. `letter` is the paper to the client,
    written by a job.
    """

    class Supplier(models.TextChoices):
        """Who has to give it. The letter goes to the client in every case, who answers for the materials (art. 12)."""

        CLIENT = "client", _("The client")
        SUBJECT = "subject", _("The subject, collected once more")
        OTHERS = "others", _("Others, through the client")

    trail_prefix = "case"
    trail_key = "case_id"
    derived = ("letter",)
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="supplements", db_index=False)
    number = models.PositiveSmallIntegerField()
    ground = models.TextField()
    wanted = models.TextField()
    supplier = models.TextField(choices=Supplier.choices)
    asked_on = models.DateField()
    received_on = models.DateField(null=True)
    received = models.TextField(blank=True, default="")
    letter = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_supplement_a_number_in_a_case"),
            models.UniqueConstraint(
                fields=["case"], name="one_open_supplement_a_case", condition=Q(received_on__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("asked_on")),
                name="a_supplement_comes_after_it_is_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
