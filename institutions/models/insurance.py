"""Insurance of an institution against what its practice may cost others."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated


class InsuranceQuerySet(ScopedQuerySet["InsurancePolicy"]):
    """Questions asked of policies."""

    def expiring(self, on: date, days: int) -> "InsuranceQuerySet":
        """Policies of institutions in practice that end within so many calendar days and that no later one follows."""
        later = self.model._base_manager.filter(
            institution=models.OuterRef("institution"),
            ended_on__isnull=True,
            valid_until__gt=models.OuterRef("valid_until"),
        )
        ending = self.filter(ended_on__isnull=True, valid_until__gte=on, valid_until__lte=on + timedelta(days=days))
        return ending.filter(~models.Exists(later)).exclude(institution__status="ended")

    def holding(self, on: date) -> "InsuranceQuerySet":
        """Policies that hold on a day: `InsurancePolicy.holds` as a condition."""
        return self.exclude(ended_on__lte=on).filter(valid_from__lte=on, valid_until__gte=on)

    def over(self, on: date) -> "InsuranceQuerySet":
        """Policies that held and hold no more on a day."""
        return self.filter(Q(valid_until__lt=on) | Q(ended_on__lte=on))

    def for_list(self) -> "InsuranceQuerySet":
        """Rows with their institutions."""
        return self.select_related("institution__organisation")


class InsurancePolicy(Regulated):
    """One policy of professional liability, from–until, both days included; a renewed one is a row of its own.

    `cover` is the sum insured in whole yuan. `ended_on` is the first day on which it does not hold any more, where it
    was given up before its last day.
    """

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(
        city="institution__city_code",
        county="institution__county_code",
        institution="institution_id",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="policies")
    insurer = models.TextField()
    policy_number = models.TextField()
    cover = models.PositiveBigIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = InsuranceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_until", "policy_number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="a_policy_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(cover__gte=1), name="a_policy_covers_something"),
            models.UniqueConstraint(
                fields=["institution", "policy_number", "valid_from"], name="a_policy_is_recorded_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["valid_until", "id"], name="policy_by_expiry", condition=Q(ended_on=None))
        ]

    def __str__(self) -> str:
        return self.policy_number

    def get_absolute_url(self) -> str:
        """Its row on the tab of the institution."""
        return f"{reverse('institution_insurance', args=[self.institution_id])}#r-{self.pk}"

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= on <= self.valid_until and (self.ended_on is None or on < self.ended_on)
