"""What an institution is recognised as, from–until: its grade, its standardisation, its high qualification."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated


class RecognitionQuerySet(ScopedQuerySet["Recognition"]):
    """Questions asked of recognitions."""

    def in_force(self, on: date) -> "RecognitionQuerySet":
        """Recognitions that hold on a day."""
        runs = (Q(valid_until__isnull=True) | Q(valid_until__gte=on)) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
        return self.filter(runs, valid_from__lte=on)


class Recognition(Regulated):
    """One recognition (政策文件 arts. 2, 4, 10, 14), from its first to its last day, both included.

    Decided above (governance.recognition), it flows down as this row; `source` is the key of the decision there. A
    grade has the code of the dated list in `value` and its name then in `name_zh` and `name_en`, and holds until the
    next one. `ended_on` is the first day on which it does not hold any more, where it was replaced or withdrawn. It
    opens and closes nothing at the gate of acceptance. City and county are those of the decision.
    """

    class Kind(models.TextChoices):
        """What it says."""

        GRADE = "grade", _("Grade of the capability assessment")
        MUNICIPAL = "municipal_standard", _("Standardised institution, municipal")
        PROVINCIAL = "provincial_standard", _("Standardised institution, provincial")
        HIGH = "high_qualified", _("High-qualified comprehensive institution")

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="recognitions")
    kind = models.TextField(choices=Kind.choices)
    value = models.TextField(blank=True, default="")
    name_zh = models.TextField(blank=True, default="")
    name_en = models.TextField(blank=True, default="")
    year = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    source = models.UUIDField()
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "-valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "source"], name="a_decision_recognises_once"),
            models.UniqueConstraint(
                fields=["institution", "kind"],
                condition=Q(ended_on__isnull=True),
                name="one_recognition_of_a_kind_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_recognition_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(kind="grade") | ~Q(value=""), name="a_grade_names_its_code"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "value", "institution"], name="recognition_by_kind"),
            models.Index(fields=["-valid_from", "-id"], name="recognition_newest"),
            models.Index(fields=["city_code", "-valid_from", "-id"], name="recognition_city_newest"),
            models.Index(fields=["county_code", "-valid_from", "-id"], name="recognition_county_newest"),
            models.Index(fields=["institution", "-valid_from", "-id"], name="recognition_inst_newest"),
        ]

    @property
    def is_in_force(self) -> bool:
        """Whether it holds today."""
        today = timezone.localdate()
        begun = self.valid_from <= today and (self.valid_until is None or today <= self.valid_until)
        return begun and (self.ended_on is None or today < self.ended_on)

    @property
    def said(self) -> str:
        """What it says in the language of the page: a grade by its name, anything else by its kind."""
        chinese = (get_language() or "").startswith("zh")
        name = self.name_zh if chinese or not self.name_en else self.name_en
        return name if self.kind == self.Kind.GRADE else str(self.get_kind_display())

    def __str__(self) -> str:
        return f"{self.kind} {self.value}".strip()
