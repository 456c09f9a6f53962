"""The review of a drawn case by one reviewer."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.audit.regulated import Regulated
from quality.models.drawn_case import DrawnCase
from quality.querysets import ReviewQuerySet
from quality.scoping import AreaOrReviewer
from quality.states import Conclusion, ReviewState


class Review(Regulated):
    """One reviewer's work on one case: points by criterion, a conclusion, remarks.

    It has a trail of its own, so that the trail of the case tells nothing before both opinions are in
    (`quality.blindness`). `position` is the place in the team; whoever is replaced keeps the row, and the next in the
    order of the draw gets another one.
    """

    trail_prefix = "case_review"
    scope = AreaOrReviewer("city_code", "reviewer_id", {"state__in": ["assigned", "submitted"]})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    drawn = models.ForeignKey(DrawnCase, on_delete=models.PROTECT, related_name="reviews", db_index=False)
    reviewer = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+", db_index=False)
    city_code = models.CharField(max_length=6, blank=True)
    position = models.PositiveSmallIntegerField()
    state = models.TextField(choices=ReviewState.choices)
    scores = models.JSONField(default=dict)
    conclusion = models.TextField(choices=Conclusion.choices, blank=True, default="")
    remarks = models.TextField(blank=True, default="")
    assigned_on = models.DateField()
    submitted_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["drawn", "reviewer"], name="a_reviewer_reviews_a_case_once"),
            models.CheckConstraint(
                condition=(Q(state="submitted", submitted_on__isnull=False) & ~Q(conclusion=""))
                | (~Q(state="submitted") & Q(submitted_on__isnull=True, conclusion="")),
                name="given_opinions_have_day_and_conclusion",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["assigned_on", "id"], name="review_oldest"),
            models.Index(fields=["city_code", "assigned_on", "id"], name="review_city_oldest"),
            models.Index(fields=["reviewer", "assigned_on", "id"], name="review_of_reviewer"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The page on which the reviewer works."""
        return reverse("case_review", args=[self.pk])
