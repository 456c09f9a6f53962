"""The annual review of one institution."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from governance.annual_review.querysets import AnnualReviewQuerySet
from governance.annual_review.states import Proposal, ReviewState
from institutions.models import Institution, YearStanding


class AnnualReview(Regulated):
    """One institution in the annual review of one year.

    City and county are those of the seat on the day of opening (decisions.md 16). `due_on` is the last day for whoever
    has the next move. `round` counts the submissions; the lines of each are kept. `absent` says that the city judged it
    without a submission. The result becomes a row of the institution (`YearStanding`).
    """

    trail_prefix = "annual_review"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review_year = models.ForeignKey("annual_review.ReviewYear", on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="annual_reviews", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    state = models.TextField(choices=ReviewState.choices, default=ReviewState.OPEN)
    opened_on = models.DateField()
    due_on = models.DateField()
    round = models.PositiveSmallIntegerField(default=0)
    submitted_on = models.DateField(null=True)
    is_late = models.BooleanField(default=False)
    disputed = models.PositiveSmallIntegerField(default=0)
    statement = models.TextField(blank=True, default="")
    returned_on = models.DateField(null=True)
    return_reason = models.TextField(blank=True, default="")
    proposed_on = models.DateField(null=True)
    proposal = models.TextField(choices=Proposal.choices, blank=True, default="")
    proposal_reason = models.TextField(blank=True, default="")
    absent = models.BooleanField(default=False)
    decided_on = models.DateField(null=True)
    result = models.TextField(choices=YearStanding.Result.choices, blank=True, default="")
    result_reason = models.TextField(blank=True, default="")
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AnnualReviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "year"], name="one_annual_review_an_institution_and_year"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_on__isnull=False), name="submitted_reviews_have_their_day"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "decided"], proposed_on__isnull=False) & ~Q(proposal="")
                | ~Q(state__in=["proposed", "decided"]) & Q(proposed_on__isnull=True, proposal=""),
                name="proposed_reviews_have_day_and_proposal",
            ),
            models.CheckConstraint(
                condition=Q(state="decided", decided_on__isnull=False) & ~Q(result="")
                | ~Q(state="decided") & Q(decided_on__isnull=True, result=""),
                name="decided_reviews_have_day_and_result",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-year", "-id"], name="annual_review_newest"),
            models.Index(fields=["city_code", "-year", "-id"], name="annual_review_city_newest"),
            models.Index(fields=["county_code", "-year", "-id"], name="annual_review_county_newest"),
            models.Index(fields=["institution", "-year", "-id"], name="annual_review_inst_newest"),
            models.Index(fields=["due_on", "id"], name="annual_review_due", condition=~Q(state="decided")),
            models.Index(
                fields=["city_code", "due_on", "id"], name="annual_review_city_due", condition=~Q(state="decided")
            ),
            models.Index(
                fields=["county_code", "due_on", "id"], name="annual_review_county_due", condition=~Q(state="decided")
            ),
            models.Index(
                fields=["institution", "due_on", "id"], name="annual_review_inst_due", condition=~Q(state="decided")
            ),
            models.Index(fields=["year", "city_code", "state"], name="annual_review_progress"),
        ]

    def __str__(self) -> str:
        return f"{self.institution.organisation.name} {self.year}"

    def get_absolute_url(self) -> str:
        """The page of the review."""
        return reverse("annual_review", args=[self.pk])

    @property
    def overdue(self) -> bool:
        """Whether the last day for the present move lies before today."""
        return self.state != ReviewState.DECIDED and self.due_on < timezone.localdate()
