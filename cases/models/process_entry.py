"""What was done in an appraisal, recorded as it is done (程序通则 art. 27), and who had the materials (art. 22)."""

import uuid
from datetime import timedelta
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse

from cases.models.assignment import Assignment
from cases.querysets import ProcessEntryQuerySet
from foundation.accounts.scoping import Scope
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated

PROMPT: Final = timedelta(hours=24)
"""An entry later than this after the fact is marked: the record is to be made as the work is done."""


def _assigned(posting: Any) -> Q:
    return Q(case__in=Assignment.objects.of_posting(posting).values("case"))


class ProcessEntry(Regulated):
    """One entry of the process record; it is never changed. A wrong one is countered by a new one that names it.

    `kind` is a code of the list `process_kinds`. `happened_at` is a claim about the past; `recorded_at` is the
    database's, and so are the civil day of recording and whether it was prompt. `appraiser` is who did it; empty where
    the institution handled materials. Institution, city and county are those of the case, which keeps them. The text
    may hold findings about a person and is sealed.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    derived = ("recorded_on", "is_prompt")
    scope = Scope(city="city_code", county="county_code", institution="institution_id", appraiser=_assigned)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="process", db_index=False)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    number = models.PositiveIntegerField()
    kind = models.TextField()
    happened_at = models.DateTimeField()
    text = SealedField()
    appraiser = models.ForeignKey(
        "appraisers.Appraiser", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    counters = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="countered_by", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_on = models.GeneratedField(
        expression=TruncDate("recorded_at", tzinfo=ZoneInfo("Asia/Shanghai")),
        output_field=models.DateField(),
        db_persist=True,
    )
    is_prompt = models.GeneratedField(
        # A difference of moments: a moment plus a day depends on the session's time zone, and may not be kept.
        expression=LessThanOrEqual(
            models.ExpressionWrapper(F("recorded_at") - F("happened_at"), output_field=models.DurationField()),
            models.Value(PROMPT, models.DurationField()),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects = ProcessEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_process_entry_a_number_in_a_case"),
            models.CheckConstraint(
                condition=Q(counters__isnull=True) | ~Q(counters=models.F("id")), name="no_entry_counters_itself"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-recorded_at", "-id"], name="process_newest"),
            models.Index(fields=["city_code", "-recorded_at", "-id"], name="process_city_newest"),
            models.Index(fields=["county_code", "-recorded_at", "-id"], name="process_county_newest"),
            models.Index(fields=["institution", "-recorded_at", "-id"], name="process_institution_newest"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    def get_absolute_url(self) -> str:
        """The process record of the case in which it stands."""
        return reverse("case_process", args=[self.case_id])
