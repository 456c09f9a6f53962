"""Who investigates a complaint, and what they did."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from foundation.accounts.scoping import Nobody, ScopedQuerySet
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class InvestigatorQuerySet(ScopedQuerySet["Investigator"]):
    """Investigators by whether they still are."""

    def current(self) -> "InvestigatorQuerySet":
        """Those who investigate now."""
        return self.filter(ended_on__isnull=True)

    def cleared(self) -> "InvestigatorQuerySet":
        """Those who investigate now and have declared that no conflict stands against it."""
        return self.current().filter(declared_on__isnull=False)


class Investigator(Regulated):
    """One person of the organ in one posting, assigned to a complaint (办法 art. 18).

    `declared_on` is the day on which the person declared to have no conflict of interest; whoever declares one ends at
    once (`ended_reason` "conflict"). Who is not named in a later assignment ends as "replaced".
    """

    class Ended(models.TextChoices):
        """Why somebody investigates no more."""

        REPLACED = "replaced", _("Replaced")
        CONFLICT = "conflict", _("Conflict of interest declared")

    trail_prefix = "complaint"
    trail_key = "complaint_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="investigators")
    posting = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+")
    assigned_on = models.DateField()
    declared_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.TextField(choices=Ended.choices, blank=True)

    objects = InvestigatorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["assigned_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["complaint", "posting"],
                name="a_posting_investigates_a_complaint_once_at_a_time",
                condition=Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_reason="") | (Q(ended_on__isnull=False) & ~Q(ended_reason="")),
                name="an_investigator_ends_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Inquiry(Regulated):
    """One step of an investigation and what it showed (办法 art. 19); the text may name people and is sealed."""

    class Kind(models.TextChoices):
        """What was done."""

        INTERVIEW = "interview", _("Asked a person")
        VISIT = "visit", _("Visited the institution")
        FILE = "file", _("Read the file of the appraisal")
        STATEMENT = "statement", _("Statement of the institution received")
        EXPERT = "expert", _("Opinion of experts or the association")
        OTHER = "other", _("Other inquiry")

    trail_prefix = "complaint"
    trail_key = "complaint_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="inquiries")
    made_on = models.DateField()
    kind = models.TextField(choices=Kind.choices)
    posting = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+")
    findings = SealedField()

    class Meta:
        ordering: ClassVar = ["made_on", "id"]

    def __str__(self) -> str:
        return str(self.pk)
