"""Findings about institutions, the orders to put them right, and the answers to these."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Nobody, Scope
from foundation.audit.regulated import Regulated
from institutions.rectification.querysets import FindingQuerySet, OrderQuerySet
from institutions.rectification.states import FindingState, OrderState, Outcome


class Finding(Regulated):
    """One thing that is wrong at an institution, as somebody in office found it.

    `organ` found it and alone orders and re-checks. `source` and `source_id` name what it came from; `about` says it
    in words without personal data (the number of a case). `ground` is the code of a dated list, `article` its sources
    as they stood on the day. City and county are those of the institution on that day (decisions.md 16).
    """

    class Source(models.TextChoices):
        """What found it."""

        CASE_REVIEW = "case_review", _("Case review")
        STANDING = "standing", _("Standing conditions")
        ASSESSMENT = "assessment", _("Capability assessment")
        COMPLAINT = "complaint", _("Complaint")

    class Severity(models.TextChoices):
        """How grave it is, as the organ judges."""

        MINOR = "minor", _("Minor")
        MEDIUM = "medium", _("Considerable")
        GRAVE = "grave", _("Grave")

    trail_prefix = "finding"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="findings", db_index=False
    )
    organ = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    source = models.TextField(choices=Source.choices)
    source_id = models.UUIDField()
    about = models.TextField()
    ground = models.TextField()
    article = models.TextField()
    description = models.TextField()
    severity = models.TextField(choices=Severity.choices)
    state = models.TextField(choices=FindingState.choices)
    found_on = models.DateField()
    closed_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="closed_findings_have_a_day_of_closing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-found_on", "-id"], name="finding_newest"),
            models.Index(fields=["city_code", "-found_on", "-id"], name="finding_city_newest"),
            models.Index(fields=["county_code", "-found_on", "-id"], name="finding_county_newest"),
            models.Index(fields=["institution", "-found_on", "-id"], name="finding_institution_newest"),
            models.Index(fields=["source", "source_id"], name="finding_by_source"),
            models.Index(fields=["organ", "found_on", "id"], name="finding_to_order", condition=Q(state="recorded")),
        ]

    def __str__(self) -> str:
        return self.about

    def get_absolute_url(self) -> str:
        """The page of the finding."""
        return reverse("finding", args=[self.pk])


class RectificationOrder(Regulated):
    """An order to put a finding right within so many working days (政策文件 art. 12).

    The days run from `running_from`: the day of the order, or of the last new time limit. `due_on` is their last day:
    an index, reckoned again before anyone acts. `returns` counts how often an answer was sent back.
    """

    trail_prefix = "rectification"
    derived = ("due_on", "due_provisional")
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=16, unique=True)
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="order")
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="rectifications", db_index=False
    )
    organ = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    state = models.TextField(choices=OrderState.choices)
    requirement = models.TextField()
    days = models.PositiveSmallIntegerField()
    ordered_on = models.DateField()
    running_from = models.DateField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    returns = models.PositiveSmallIntegerField(default=0)
    answered_on = models.DateField(null=True)
    outcome = models.TextField(choices=Outcome.choices, blank=True, default="")
    closed_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=60), name="a_rectification_takes_1_to_60_days"),
            models.CheckConstraint(
                condition=(Q(state="closed", closed_on__isnull=False) & ~Q(outcome=""))
                | (~Q(state="closed") & Q(closed_on__isnull=True, outcome="")),
                name="closed_rectifications_have_day_and_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-ordered_on", "-id"], name="order_newest"),
            models.Index(fields=["city_code", "-ordered_on", "-id"], name="order_city_newest"),
            models.Index(fields=["county_code", "-ordered_on", "-id"], name="order_county_newest"),
            models.Index(fields=["institution", "-ordered_on", "-id"], name="order_institution_newest"),
            models.Index(fields=["due_on", "id"], name="order_due", condition=Q(state="open")),
            models.Index(fields=["city_code", "due_on", "id"], name="order_city_due", condition=Q(state="open")),
            models.Index(fields=["county_code", "due_on", "id"], name="order_county_due", condition=Q(state="open")),
            models.Index(
                fields=["institution", "due_on", "id"], name="order_institution_due", condition=Q(state="open")
            ),
            models.Index(
                fields=["state", "due_on", "id"],
                name="order_to_decide",
                condition=Q(state__in=["answered", "escalated"]),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The page of the order."""
        return reverse("rectification", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Whether the answer is still to come and its last day lies before today."""
        return self.state == OrderState.OPEN and self.due_on < timezone.localdate()


class RectificationAnswer(Regulated):
    """What the institution answered, and what the organ found when it looked again. Answers are never overwritten."""

    trail_prefix = "rectification"
    trail_key = "order_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(RectificationOrder, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    answered_on = models.DateField()
    evidence = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="one_answer_a_place_in_a_rectification")
        ]

    def __str__(self) -> str:
        return str(self.pk)
