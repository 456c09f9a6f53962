"""The capability assessment of one institution."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated
from governance.recognition.assessment.states import AssessmentState
from governance.recognition.assessment.wording import score_shown
from governance.recognition.models.assessment_round import AssessmentRound
from institutions.models import Institution


class AssessmentQuerySet(ScopedQuerySet["Assessment"]):
    """Questions asked of assessments."""

    def open_to_objection(self, on: date) -> "AssessmentQuerySet":
        """Assessments that the institution may still object to."""
        return self.filter(state=AssessmentState.COMPUTED, round__state="disclosed", due_on__gte=on)

    def unsettled(self) -> "AssessmentQuerySet":
        """Assessments with an objection that nobody has settled."""
        return self.filter(state=AssessmentState.OBJECTED)

    def for_list(self) -> "AssessmentQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("round", "institution__organisation")


class Assessment(Regulated):
    """One institution in the assessment of one year; it and its lines are frozen as they were computed.

    `computed_score` and `computed_grade` are what the facts came to, `score` and `grade` what holds after objections:
    hundredths of a hundred, and a code of the model of the round. No score means that too little was known.
    `counted` is the weight of the indicators with data. `due_on` is the last day for whoever has the next move. City
    and county are those of the seat on the day of computing (decisions.md 16).
    """

    trail_prefix = "assessment"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="assessments", db_index=False)
    year = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="assessments", db_index=False)
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    state = models.TextField(choices=AssessmentState.choices, default=AssessmentState.COMPUTED)
    computed_on = models.DateField()
    due_on = models.DateField()
    computed_score = models.PositiveSmallIntegerField(null=True)
    computed_grade = models.TextField()
    score = models.PositiveSmallIntegerField(null=True)
    grade = models.TextField()
    grade_zh = models.TextField()
    grade_en = models.TextField(blank=True, default="")
    is_low = models.BooleanField(default=False)
    counted = models.PositiveSmallIntegerField()
    objected_on = models.DateField(null=True)
    objected_lines = models.PositiveSmallIntegerField(default=0)
    statement = models.TextField(blank=True, default="")
    evidence = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "institution"], name="one_assessment_an_institution_and_round"),
            models.CheckConstraint(
                condition=~Q(state="objected") | Q(objected_on__isnull=False), name="objections_have_their_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | Q(settled_on__isnull=False), name="settlements_have_their_day"
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_on__isnull=False)
                | ~Q(state="published") & Q(published_on__isnull=True),
                name="published_grades_have_their_day",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=10_000), name="a_score_is_at_most_100"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-year", "-id"], name="assessment_newest"),
            models.Index(fields=["city_code", "-year", "-id"], name="assessment_city_newest"),
            models.Index(fields=["county_code", "-year", "-id"], name="assessment_county_newest"),
            models.Index(fields=["institution", "-year", "-id"], name="assessment_inst_newest"),
            models.Index(fields=["due_on", "id"], name="assessment_due", condition=~Q(state="published")),
            models.Index(
                fields=["city_code", "due_on", "id"], name="assessment_city_due", condition=~Q(state="published")
            ),
            models.Index(
                fields=["county_code", "due_on", "id"], name="assessment_county_due", condition=~Q(state="published")
            ),
            models.Index(
                fields=["institution", "due_on", "id"], name="assessment_inst_due", condition=~Q(state="published")
            ),
            models.Index(fields=["round", "city_code", "state"], name="assessment_progress"),
        ]

    def __str__(self) -> str:
        return f"{self.institution.organisation.name} {self.year}"

    def get_absolute_url(self) -> str:
        """The page of the assessment."""
        return reverse("assessment", args=[self.pk])

    @property
    def grade_name(self) -> str:
        """The grade in the language of the page, as the model of the round names it."""
        return self.grade_zh if (get_language() or "").startswith("zh") or not self.grade_en else self.grade_en

    @property
    def shown(self) -> str:
        """The score as pages write it."""
        return score_shown(self.score)

    @property
    def overdue(self) -> bool:
        """Whether the organ has let the last day for settling the objection pass."""
        return self.state == AssessmentState.OBJECTED and self.due_on < timezone.localdate()
