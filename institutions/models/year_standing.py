"""What the annual review decided about an institution, by year."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Scope, ScopedManager
from foundation.audit.regulated import Regulated


class YearStanding(Regulated):
    """The result of one year (条例 arts. 43, 44), published with the roster.

    The decision is made above (governance.annual_review) and flows down as this row; `review` is its key there. The
    result bars nobody by itself: the suspension for rectification that art. 44 provides for is a decision of its own.
    City and county are those of the review.
    """

    class Result(models.TextChoices):
        """条例 art. 44."""

        QUALIFIED = "qualified", _("Qualified")
        NOT_QUALIFIED = "not_qualified", _("Not qualified")

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="year_standings")
    year = models.PositiveSmallIntegerField()
    result = models.TextField(choices=Result.choices)
    decided_on = models.DateField()
    review = models.UUIDField(unique=True)
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "year"], name="one_standing_an_institution_and_year")
        ]
        indexes: ClassVar = [
            models.Index(fields=["year", "result", "institution"], name="year_standing_by_result"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.result}"
