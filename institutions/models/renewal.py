"""That renewal of a licence or certificate was asked for, and what was decided."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from institutions.querysets import LicenceRenewalQuerySet


class Outcome(models.TextChoices):
    """What became of an application."""

    PENDING = "pending", _("Not decided yet")
    GRANTED = "granted", _("Renewal granted")
    REFUSED = "refused", _("Refused")


class Renewal(Regulated):
    """An application for renewal (条例 art. 13; 许可法 art. 50), as the organ received it on `asked_on`.

    `until` is the last valid day of the permit it was asked for; `in_time` whether it was asked in time on that day
    (institutions.renewing). Granted, it has `new_until`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_on = models.DateField()
    until = models.DateField()
    in_time = models.BooleanField()
    document_number = models.TextField()
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.PENDING)
    decided_on = models.DateField(null=True)
    decision_document = models.TextField(blank=True, default="")
    new_until = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-asked_on", "-recorded_at"]

    def __str__(self) -> str:
        return self.document_number

    @property
    def is_pending(self) -> bool:
        """Whether nothing has been decided yet."""
        return self.outcome == Outcome.PENDING


def rules_of(holder: str) -> list[models.BaseConstraint]:
    """Return the constraints of a table of renewals whose holder is the column `holder`."""
    pending = Q(outcome=Outcome.PENDING)
    decided = Q(decided_on__isnull=False) & ~Q(decision_document="")
    granted = Q(outcome=Outcome.GRANTED, new_until__isnull=False)
    refused = Q(outcome=Outcome.REFUSED, new_until__isnull=True)
    return [
        models.UniqueConstraint(fields=[holder], condition=pending, name=f"one_renewal_of_an_{holder}_is_pending"),
        models.CheckConstraint(
            condition=Q(outcome=Outcome.PENDING, decided_on__isnull=True, new_until__isnull=True, decision_document="")
            | (decided & (granted | refused)),
            name=f"a_decided_renewal_of_an_{holder}_says_what",
        ),
    ]


class LicenceRenewal(Renewal):
    """An application for renewal of the practice licence of an institution."""

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(city="institution__city_code", county="institution__county_code", institution="institution_id")

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="renewals")

    objects = LicenceRenewalQuerySet.as_manager()

    class Meta(Renewal.Meta):
        constraints = rules_of("institution")
