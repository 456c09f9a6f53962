"""One line of a capability assessment: an indicator, its figure and its points."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated
from governance.recognition.assessment.states import Ruling
from governance.recognition.models.assessment import Assessment


class AssessmentLine(Regulated):
    """What the portal knew of an indicator when it was computed, and what was said and found about it.

    `code` is that of the indicator in the model of the round. `points` are hundredths, empty where the figure is not
    known and its weight does not count. A corrected line has its figure in `ruled_value` and its points in
    `ruled_points`; what was computed stays.
    """

    trail_prefix = "assessment"
    trail_key = "assessment_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    code = models.TextField()
    weight = models.PositiveSmallIntegerField()
    value = models.JSONField()
    points = models.PositiveSmallIntegerField(null=True)
    objection = models.TextField(blank=True, default="")
    ruling = models.TextField(choices=Ruling.choices, blank=True, default="")
    ruled_value = models.JSONField(null=True)
    ruled_points = models.PositiveSmallIntegerField(null=True)
    ruling_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "position"], name="one_line_a_place_of_an_assessment"),
            models.CheckConstraint(
                condition=Q(ruling="") | ~Q(objection="") & ~Q(ruling_reason=""), name="a_ruling_answers_an_objection"
            ),
            models.CheckConstraint(
                condition=~Q(ruling="corrected") | Q(ruled_value__isnull=False), name="a_corrected_line_has_its_figure"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def final_points(self) -> int | None:
        """The points that count after the objection."""
        return self.ruled_points if self.ruling == Ruling.CORRECTED else self.points
