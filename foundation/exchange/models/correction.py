"""A row of a sheet that says something else than the portal: somebody decides."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated
from foundation.exchange.querysets import CorrectionQuerySet


class Decision(models.TextChoices):
    """What became of a correction."""

    PENDING = "pending", _("To be decided")
    APPLIED = "applied", _("Taken over")
    KEPT = "kept", _("Left as it was")
    SUPERSEDED = "superseded", _("Replaced by a later sheet")
    WITHDRAWN = "withdrawn", _("Withdrawn with its sheet")


class Correction(Regulated):
    """Old and new values of one record, kept for good (decisions.md 20), explained by the import's events.

    `target` is the key of the record, `label` its printed number. `fields` names what differs; `old` and
    `new` are sealed JSON objects of those fields.
    """

    trail_prefix = "import"
    trail_key = "source_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey("exchange.Import", on_delete=models.PROTECT, related_name="corrections", db_index=False)
    row = models.PositiveIntegerField()
    target = models.UUIDField()
    label = models.TextField()
    fields = ArrayField(models.TextField())
    old = SealedField()
    new = SealedField()
    decision = models.TextField(choices=Decision.choices, default=Decision.PENDING)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_in = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "row"], name="one_correction_a_row_of_an_import"),
            models.UniqueConstraint(
                fields=["target"], name="one_pending_correction_a_record", condition=models.Q(decision="pending")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source", "row"], name="correction_to_decide", condition=models.Q(decision="pending"))
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.decision}"
