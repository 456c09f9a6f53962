"""What a complaint is about, one matter a row, and what was found of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class AllegationFinding(models.TextChoices):
    """What an investigation found of an allegation."""

    UPHELD = "upheld", _("Upheld")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    UNESTABLISHED = "unestablished", _("Cannot be established")


class Allegation(Regulated):
    """One matter a complaint is about, by its kind in the list of 办法 art. 10.

    With the decision it carries the finding, the code of what follows from it (art. 24), and the reasons, which may
    name people and are sealed.
    """

    trail_prefix = "complaint"
    trail_key = "complaint_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="allegations")
    position = models.PositiveSmallIntegerField()
    kind = models.TextField()
    finding = models.TextField(choices=AllegationFinding.choices, blank=True)
    outcome = models.TextField(blank=True)
    reasons = SealedField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint", "position"], name="one_allegation_a_place_in_a_complaint"),
            models.UniqueConstraint(fields=["complaint", "kind"], name="one_allegation_of_a_kind_in_a_complaint"),
            models.CheckConstraint(
                condition=Q(finding="", outcome="") | (~Q(finding="") & ~Q(outcome="")),
                name="a_finding_about_an_allegation_has_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
