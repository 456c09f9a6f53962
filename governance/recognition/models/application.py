"""The application of an institution for a recognition, and its checklist."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Nobody, Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated
from governance.recognition.standards.states import OPEN, ApplicationState
from institutions.models import Institution, Recognition


class ApplicationQuerySet(ScopedQuerySet["RecognitionApplication"]):
    """Questions asked of applications."""

    def undecided(self) -> "ApplicationQuerySet":
        """Applications that an organ has to act on."""
        return self.filter(state__in=sorted(OPEN))

    def for_list(self) -> "ApplicationQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("institution__organisation", "evidence")


class RecognitionApplication(Regulated):
    """One application for one level (政策文件 arts. 2, 10, 14): self-scored, verified by the city, decided.

    `kind` is that of the recognition it leads to. Points are whole; `total` is what the checklist of the day can bring.
    Where the city decides, its verification is the decision. A granted one says how long the recognition holds.
    City and county are those of the seat on the day of applying (decisions.md 16).
    """

    trail_prefix = "recognition"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="recognition_applications", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    kind = models.TextField(choices=Recognition.Kind.choices)
    state = models.TextField(choices=ApplicationState.choices, default=ApplicationState.SUBMITTED)
    applied_on = models.DateField()
    statement = models.TextField(blank=True, default="")
    evidence = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    total = models.PositiveSmallIntegerField()
    own_points = models.PositiveSmallIntegerField()
    verified_points = models.PositiveSmallIntegerField(null=True)
    verified_on = models.DateField(null=True)
    verification = models.TextField(blank=True, default="")
    decided_on = models.DateField(null=True)
    decision_reason = models.TextField(blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawal_reason = models.TextField(blank=True, default="")
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "kind"],
                condition=Q(state__in=["submitted", "verified"]),
                name="one_open_application_an_institution_and_kind",
            ),
            models.CheckConstraint(condition=~Q(kind="grade"), name="nobody_applies_for_a_grade"),
            models.CheckConstraint(
                condition=Q(state__in=["submitted", "verified"], decided_on__isnull=True)
                | (~Q(state__in=["submitted", "verified"]) & Q(decided_on__isnull=False)),
                name="decided_applications_have_their_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["granted", "withdrawn"], valid_from__isnull=False, valid_until__isnull=False)
                | (~Q(state__in=["granted", "withdrawn"]) & Q(valid_from__isnull=True, valid_until__isnull=True)),
                name="granted_applications_say_how_long",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_on__isnull=True, withdrawal_reason=""),
                name="withdrawn_recognitions_have_day_and_reason",
            ),
            models.CheckConstraint(condition=Q(own_points__lte=F("total")), name="own_points_are_at_most_the_total"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-applied_on", "-id"], name="application_newest"),
            models.Index(fields=["city_code", "-applied_on", "-id"], name="application_city_newest"),
            models.Index(fields=["county_code", "-applied_on", "-id"], name="application_county_newest"),
            models.Index(fields=["institution", "-applied_on", "-id"], name="application_inst_newest"),
            models.Index(
                fields=["state", "applied_on", "id"], name="application_open", condition=Q(state__in=sorted(OPEN))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution.organisation.name} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The page of the application."""
        return reverse("recognition_application", args=[self.pk])

    @property
    def points(self) -> int:
        """The points that count so far: those verified, before that the institution's own."""
        return self.own_points if self.verified_points is None else self.verified_points


class ApplicationLine(Regulated):
    """One criterion of an application: what the institution gives itself, what the city finds.

    `code`, `weight` and `must` are those of the checklist of the day of applying, `value` what the portal knew then
    where it keeps such a figure.
    """

    trail_prefix = "recognition"
    trail_key = "application_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        RecognitionApplication, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    code = models.TextField()
    weight = models.PositiveSmallIntegerField()
    must = models.BooleanField(default=False)
    value = models.JSONField(null=True)
    own_points = models.PositiveSmallIntegerField()
    own_note = models.TextField(blank=True, default="")
    verified_points = models.PositiveSmallIntegerField(null=True)
    verified_note = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "position"], name="one_line_a_place_of_an_application"),
            models.CheckConstraint(
                condition=Q(own_points__lte=F("weight"))
                & (Q(verified_points__isnull=True) | Q(verified_points__lte=F("weight"))),
                name="points_are_at_most_the_weight",
            ),
        ]

    def __str__(self) -> str:
        return self.code
