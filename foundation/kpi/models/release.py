"""Releases: the figures of a period as they were frozen and published, never changed afterwards."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from foundation.kpi.querysets import ReleaseQuerySet
from foundation.kpi.releases.states import ReleaseState


class Release(Regulated):
    """The figures of a period (`period` is 2025, 2026-Q3 or 2026-07) as counted at `data_time`.

    A draft has no number; publishing gives the next one and the digest of the public document. `definitions` hold each
    figure's version and words in both languages as they were. `known` names the releases whose tables were taken
    into account when small counts were held back; `exposed` counts those that could not be kept unknown.
    `full_digest` covers what is held back too, with `salt`.
    """

    trail_prefix = "release"
    derived = ("recounted_at", "recounted_changed")
    scope = Scope()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(null=True, unique=True)
    period = models.CharField(max_length=7)
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.TextField(choices=ReleaseState.choices, default=ReleaseState.DRAFT)
    data_time = models.DateTimeField()
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    prepared_on = models.DateField()
    reason = models.TextField()
    published_on = models.DateField(null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, related_name="restatements", null=True)
    definitions = models.JSONField()
    known = models.JSONField(default=list)
    exposed = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    full_digest = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)
    recounted_at = models.DateTimeField(null=True)
    recounted_changed = models.PositiveIntegerField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        db_table = "kpi_release"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["period"], name="one_release_in_force_a_period", condition=Q(state="published")
            ),
            models.UniqueConstraint(
                fields=["period"], name="one_draft_of_a_release_a_period", condition=Q(state="draft")
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"], number__isnull=True, digest="")
                | (Q(state__in=["published", "superseded"], number__isnull=False) & ~Q(digest="")),
                name="a_published_release_has_number_and_digest",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-prepared_on", "-id"], name="release_newest"),
            models.Index(fields=["-last_day", "-number"], name="release_public", condition=Q(number__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.period

    def get_absolute_url(self) -> str:
        """The page of staff; the public one is named by the number."""
        return reverse("release", args=[self.pk])

    @property
    def public_url(self) -> str:
        """The permanent address of the published release; empty for a draft."""
        return reverse("statistics_release", args=[self.number]) if self.number else ""


class ReleasedFigure(Regulated):
    """One frozen figure. What is empty is not narrowed; `period` is that of the release or one of its months.

    `numerator` is the count (of a rate: the upper one), `denominator` the lower one of a rate. `value`, `low` and
    `high` are texts as they are published; a median has no counts. A suppressed figure keeps its counts here alone.
    """

    trail_prefix = "release"
    trail_key = "release_id"
    scope = Scope()

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="figures", db_index=False)
    kpi = models.TextField()
    period = models.CharField(max_length=7)
    city = models.CharField(max_length=6, blank=True)
    category = models.CharField(max_length=16, blank=True)
    institution = models.CharField(max_length=36, blank=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    value = models.CharField(max_length=24, blank=True)
    low = models.CharField(max_length=24, blank=True)
    high = models.CharField(max_length=24, blank=True)
    suppressed = models.BooleanField(default=False)

    class Meta:
        db_table = "kpi_released_figure"
        ordering: ClassVar = ["kpi", "period", "institution", "city", "category"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release", "kpi", "period", "institution", "city", "category"],
                name="one_figure_a_release_kpi_and_place",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["institution", "release"], name="figures_of_institutions", condition=~Q(institution="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {self.period} {self.city} {self.category} {self.institution}"

    @property
    def anchor(self) -> str:
        """The place of the figure on the page of its release."""
        return "-".join(filter(None, (self.kpi, self.period, self.city, self.category))).replace(".", "-")
