"""A case that was drawn for review."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.audit.regulated import Regulated
from quality.models.round import CaseReviewRound
from quality.querysets import DrawnCaseQuerySet
from quality.scoping import AreaOrReviewer
from quality.states import Conclusion, DrawnState


class DrawnCase(Regulated):
    """One case of the sample with its place in the order of the draw, and what its review came to.

    `city_code` is that of the organ of the round. `conclusion` is empty until both opinions are in; where they differ
    the organ decides with a reason, which stands in the trail and here.
    """

    trail_prefix = "drawn_case"
    scope = AreaOrReviewer("city_code", "reviews__reviewer_id", {"reviews__state__in": ["assigned", "submitted"]})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(CaseReviewRound, on_delete=models.PROTECT, related_name="drawn_cases", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="drawn", db_index=False)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    city_code = models.CharField(max_length=6, blank=True)
    rank = models.PositiveSmallIntegerField()
    rank_key = models.CharField(max_length=64)
    state = models.TextField(choices=DrawnState.choices)
    conclusion = models.TextField(choices=Conclusion.choices, blank=True, default="")
    decision_reason = models.TextField(blank=True, default="")
    drawn_on = models.DateField()
    concluded_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = DrawnCaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "rank"], name="one_drawn_case_a_place"),
            models.UniqueConstraint(fields=["case", "round"], name="a_case_is_drawn_once_a_round"),
            models.CheckConstraint(
                condition=(Q(state="concluded", concluded_on__isnull=False) & ~Q(conclusion=""))
                | (~Q(state="concluded") & Q(concluded_on__isnull=True, conclusion="")),
                name="concluded_cases_have_day_and_conclusion",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-drawn_on", "-id"], name="drawn_newest"),
            models.Index(fields=["city_code", "-drawn_on", "-id"], name="drawn_city_newest"),
            models.Index(fields=["drawn_on", "id"], name="drawn_differing", condition=Q(state="disagreed")),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The page of the drawn case."""
        return reverse("drawn_case", args=[self.pk])
