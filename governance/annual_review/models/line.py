"""One line of a submitted annual review."""

import uuid
from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated
from governance.annual_review.models.review import AnnualReview
from governance.annual_review.states import Answer, Ruling


class ReviewLine(Regulated):
    """What the portal knew when a review was submitted, and what the institution said about it.

    `code` is that of an entry of the dated list `annual_review_lines`, read as of `lines_of`; `figure` names the
    calculation and `value` is its outcome as plain data. A line of an institution that did not answer has no answer.
    """

    trail_prefix = "annual_review"
    trail_key = "review_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(AnnualReview, on_delete=models.PROTECT, related_name="lines", db_index=False)
    round = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    code = models.TextField()
    figure = models.TextField()
    value = models.JSONField()
    answer = models.TextField(choices=Answer.choices, blank=True, default="")
    own_value = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    ruling = models.TextField(choices=Ruling.choices, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["round", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "round", "position"], name="one_line_a_place_and_round"),
            models.CheckConstraint(
                condition=~models.Q(answer="disputed") | (~models.Q(own_value="") & ~models.Q(reason="")),
                name="a_dispute_has_a_value_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.answer}"
