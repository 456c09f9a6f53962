"""The plan of a city for its institutions, and its targets."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated
from governance.layout.targets import Aim


class LayoutPlanQuerySet(ScopedQuerySet["LayoutPlan"]):
    """Questions asked of plans."""

    def in_force(self) -> "LayoutPlanQuerySet":
        """Plans that nothing has replaced or ended."""
        return self.filter(ended_on__isnull=True)


class LayoutPlan(Regulated):
    """A city's plan for the development of its institutions (政策文件 art. 3), for some years, both included.

    A plan is not rewritten: a new one replaces it, and what it said stays. `ended_on` is the first day on which it
    does not hold any more. A city has one plan in force at a time.
    """

    trail_prefix = "layout_plan"
    scope = Scope(city="city_code")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    city_code = models.CharField(max_length=6)
    title = models.TextField()
    document_number = models.TextField()
    from_year = models.PositiveSmallIntegerField()
    until_year = models.PositiveSmallIntegerField()
    adopted_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True, default="")
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = LayoutPlanQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_year__gte=F("from_year")), name="a_layout_plan_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["city_code"], condition=Q(ended_on=None), name="one_layout_plan_in_force_a_city"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["adopted_on", "id"], name="layout_plan_newest"),
            models.Index(fields=["city_code", "adopted_on", "id"], name="layout_plan_city_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the plan."""
        return reverse("layout_plan", args=[self.pk])

    @property
    def is_in_force(self) -> bool:
        """Whether nothing has replaced or ended it."""
        return self.ended_on is None


class LayoutTarget(Regulated):
    """One number that a plan wants reached by the end of its last year; written with its plan and never changed."""

    trail_prefix = "layout_plan"
    trail_key = "plan_id"
    scope = Scope(city="plan__city_code")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(LayoutPlan, on_delete=models.PROTECT, related_name="targets")
    aim = models.TextField(choices=Aim.choices)
    practice_code = models.CharField(max_length=16, blank=True, default="")
    value = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["aim", "practice_code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "aim", "practice_code"], name="one_layout_target_an_aim"),
            models.CheckConstraint(
                condition=Q(aim="category") & ~Q(practice_code="") | ~Q(aim="category") & Q(practice_code=""),
                name="a_layout_target_of_a_category_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aim} {self.practice_code}".strip()
