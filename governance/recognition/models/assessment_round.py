"""The capability assessment of one year, as the province has opened it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Everyone, ScopedQuerySet
from foundation.audit.regulated import Regulated
from governance.recognition.assessment.states import RoundState


class AssessmentRoundQuerySet(ScopedQuerySet["AssessmentRound"]):
    """Questions asked of rounds."""


class AssessmentRound(Regulated):
    """One round of the capability assessment (条例 art. 45; 政策文件 art. 4), one a year.

    `as_of` is the day of which the facts are; `model` is the model as it stood on the day of opening, `model_digest`
    what identifies it. The last days for objections and for settling them are the province's own. `expected` is how
    many institutions there were.
    """

    trail_prefix = "assessment_round"
    scope = Everyone()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(unique=True)
    state = models.TextField(choices=RoundState.choices, default=RoundState.COMPUTING)
    as_of = models.DateField()
    opened_on = models.DateField()
    objections_until = models.DateField()
    settled_until = models.DateField()
    model = models.JSONField()
    model_digest = models.CharField(max_length=64)
    expected = models.PositiveIntegerField()
    computed_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AssessmentRoundQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opened_on__gte=F("as_of"))
                & Q(objections_until__gte=F("opened_on"))
                & Q(settled_until__gte=F("objections_until")),
                name="the_days_of_an_assessment_follow_each_other",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["publishing", "published"], published_on__isnull=False)
                | ~Q(state__in=["publishing", "published"]) & Q(published_on__isnull=True),
                name="published_assessments_have_their_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-year", "-id"], name="assessment_round_newest"),
            models.Index(fields=["settled_until", "id"], name="assessment_round_due"),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        """The page of the round."""
        return reverse("assessment_round", args=[self.pk])
