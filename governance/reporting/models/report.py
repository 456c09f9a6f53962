"""A report: the figures of an area and a month or year, as they were counted once, and the two files made of them."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from foundation.kpi.areas import Area
from foundation.kpi.periods import Period
from foundation.kpi.releases.naming import period_of
from governance.reporting.querysets import ReportQuerySet
from governance.reporting.states import ReportKind, ReportState


class Report(Regulated):
    """The report of an area (nothing set: the whole province) on a period (`2025`, `2026-10`).

    `contents` is everything that is printed, as plain data without words of a language; `digest` is its SHA-256. Both
    files are made of it and kept sealed. Nothing of a written report is changed: what was recorded since, or is counted
    otherwise now, stands in the next `version`, which says what changed. Nobody ordered a report of the timetable.
    One on an institution that has a city or county too tells what the institution did there.
    """

    trail_prefix = "report"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=ReportKind.choices)
    city_code = models.CharField(max_length=6, blank=True)
    county_code = models.CharField(max_length=6, blank=True)
    circle = models.CharField(max_length=20, blank=True)
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    period = models.CharField(max_length=7)
    first_day = models.DateField()
    last_day = models.DateField()
    version = models.PositiveSmallIntegerField()
    state = models.TextField(choices=ReportState.choices, default=ReportState.ORDERED)
    ordered_on = models.DateField()
    ordered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    ordered_in = models.ForeignKey(
        "accounts.Posting", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    reason = models.TextField(blank=True)
    data_time = models.DateTimeField(null=True)
    contents = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    changed = models.PositiveIntegerField(null=True)
    pdf = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    xlsx = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        db_table = "report"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["city_code", "county_code", "circle", "institution", "period", "version"],
                name="one_report_a_version",
                condition=~Q(state="failed"),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["city_code", "county_code", "circle", "institution", "period"],
                name="one_report_being_written_a_period",
                condition=Q(state="ordered"),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(state="written")
                | (~Q(digest="") & Q(pdf__isnull=False, xlsx__isnull=False, data_time__isnull=False)),
                name="a_written_report_has_files_and_digest",
            ),
            models.CheckConstraint(
                condition=Q(county_code="") | ~Q(city_code=""), name="a_county_of_a_report_has_its_city"
            ),
            models.CheckConstraint(
                condition=Q(circle="") | Q(city_code="", institution__isnull=True),
                name="a_circle_of_a_report_stands_alone",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-last_day", "-version", "-id"], name="reports_newest"),
            models.Index(fields=["city_code", "-last_day", "-version", "-id"], name="reports_newest_of_city"),
            models.Index(fields=["county_code", "-last_day", "-version", "-id"], name="reports_newest_of_county"),
            models.Index(fields=["institution", "-last_day", "-version", "-id"], name="reports_newest_of_house"),
        ]

    def __str__(self) -> str:
        area = self.institution_id or self.county_code or self.city_code or self.circle
        return f"{area} {self.period} {self.version}".strip()

    def get_absolute_url(self) -> str:
        """The page of the report."""
        return reverse("report", args=[self.pk])

    @property
    def area(self) -> Area:
        """The area it is about. A county is named by its own code alone, as pages of figures do."""
        city = "" if self.county_code else self.city_code
        return Area(city=city, county=self.county_code, institution=self.institution_id, circle=self.circle)

    @property
    def place(self) -> dict[str, Any]:
        """The columns that say which area it is about."""
        return {name: getattr(self, name) for name in ("city_code", "county_code", "circle", "institution_id")}

    @property
    def is_scheduled(self) -> bool:
        """Whether the timetable ordered it."""
        return self.ordered_by_id is None

    def seen(self) -> Period:
        """Its period; it is over on any day on which there is such a report."""
        return period_of(self.period, self.ordered_on)
