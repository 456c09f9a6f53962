"""An agreed longer time for the decision about acceptance (程序通则 art. 13)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated


class AgreedDecision(Regulated):
    """One agreement with the client on the time for the decision. Rows are only added; the newest limit holds.

    `days` are working days from the receipt, in place of the seven of the law. `agreed_on` is a claim of the past; it
    is the day on which the clock learns of it. `nature` is what art. 13 asks for: complex, difficult or special.
    """

    class Nature(models.TextChoices):
        """What art. 13 lets the parties agree for."""

        COMPLEX = "complex", _("Complex")
        DIFFICULT = "difficult", _("Difficult")
        SPECIAL = "special", _("Special")

    trail_prefix = "case"
    trail_key = "entrustment_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entrustment = models.ForeignKey(
        "cases.Entrustment", on_delete=models.PROTECT, related_name="agreed_decisions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    nature = models.TextField(choices=Nature.choices)
    agreed_on = models.DateField()
    reason = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entrustment", "number"], name="one_agreed_decision_a_number_in_an_entrustment"
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="an_agreed_decision_has_a_day_at_least"),
        ]

    def __str__(self) -> str:
        return str(self.number)
