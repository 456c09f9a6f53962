"""The annual review of one year, as the province has opened it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Everyone, ScopedManager
from foundation.audit.regulated import Regulated
from governance.annual_review.states import YearState


class ReviewYear(Regulated):
    """One year under review (条例 art. 44): the dates that the province gave to institutions, cities and itself.

    The dates are the province's own, no time limits of a law. `expected` is how many institutions the year had
    when it was opened; `opened_on` decides which lines (dated rows of the list `annual_review_lines`) are asked.
    """

    trail_prefix = "review_year"
    scope = Everyone()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(unique=True)
    state = models.TextField(choices=YearState.choices, default=YearState.PREPARING)
    opened_on = models.DateField()
    begins_on = models.DateField()
    institutions_until = models.DateField()
    cities_until = models.DateField()
    province_until = models.DateField()
    expected = models.PositiveIntegerField()
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(begins_on__gte=F("opened_on"))
                & Q(institutions_until__gte=F("begins_on"))
                & Q(cities_until__gte=F("institutions_until"))
                & Q(province_until__gte=F("cities_until")),
                name="the_dates_of_a_review_year_follow_each_other",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-year", "-id"], name="review_year_newest")]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        """The page of the year."""
        return reverse("annual_review_year", args=[self.pk])
