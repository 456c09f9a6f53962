"""What is on record about an appraiser besides the certificate: where he practised, his training, his assistants."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from appraisers.own import through
from foundation.accounts.scoping import Nobody, Scope, ScopedManager
from foundation.audit.regulated import Regulated


class Practice(Regulated):
    """One time at one institution, from–until, both days included (决定 art. 8: one at a time).

    Written by the acts that register an appraiser and move him; the row without a last day is where he is now.
    """

    trail_prefix = "appraiser"
    trail_key = "appraiser_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appraiser = models.ForeignKey(
        "appraisers.Appraiser", on_delete=models.PROTECT, related_name="practices", db_index=False
    )
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-valid_from", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["appraiser"], condition=Q(valid_until__isnull=True), name="an_appraiser_practises_at_one_house"
            ),
            models.UniqueConstraint(fields=["appraiser", "valid_from"], name="a_practice_begins_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_practice_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Training(Regulated):
    """Hours of continuing education of an appraiser. A wrong entry is withdrawn with its reason and stays readable."""

    trail_prefix = "appraiser"
    trail_key = "appraiser_id"
    scope = Scope(
        city="appraiser__city_code",
        county="appraiser__county_code",
        institution="appraiser__institution_id",
        appraiser=through("appraiser"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appraiser = models.ForeignKey(
        "appraisers.Appraiser", on_delete=models.PROTECT, related_name="trainings", db_index=False
    )
    title = models.TextField()
    organiser = models.TextField()
    ended_on = models.DateField()
    hours = models.PositiveSmallIntegerField()
    document_number = models.TextField(blank=True, default="")
    withdrawn_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-ended_on", "-recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=400), name="a_training_takes_1_to_400_hours"),
            models.UniqueConstraint(
                fields=["appraiser", "ended_on", "title"],
                condition=Q(withdrawn_on__isnull=True),
                name="a_training_counts_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its row on the tab of the appraiser."""
        return f"{reverse('appraiser_records', args=[self.appraiser_id])}#r-{self.pk}"


class Assistant(Regulated):
    """A person who assists appraisers at one institution, with his mentor there (条例 art. 19), from–until.

    An assistant signs no opinion and is no appraiser. `valid_until` is the last day.
    """

    trail_prefix = "assistant"
    scope = Scope(
        city="institution__city_code",
        county="institution__county_code",
        institution="institution_id",
        appraiser=through("mentor"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="assistants")
    mentor = models.ForeignKey("appraisers.Appraiser", on_delete=models.PROTECT, related_name="assistants")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-valid_from", "-recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_until__isnull=True), name="an_assistant_is_at_one_house"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="an_assistant_ends_after_he_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """His row among the assistants of the institution."""
        return f"{reverse('institution_assistants', args=[self.institution_id])}#r-{self.pk}"
