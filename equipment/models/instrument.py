"""An instrument of an institution, its calibrations, and the times in which it is out of use."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from equipment.querysets import InstrumentQuerySet
from foundation.accounts.scoping import Nobody, Scope, ScopedManager
from foundation.audit.regulated import Regulated


class Instrument(Regulated):
    """One instrument (条例 art. 10: 必需的仪器、设备) under the number that the institution gave it.

    `categories` are the nodes of the tree that it serves, `methods` the keys of the methods that it is used for.
    `calibrated_until` is the last day that its calibrations on record reach, empty where none holds or none is
    needed; it is kept by the acts for lists. Whether it may be used on a day is asked of `equipment.fitness` alone.
    `withdrawn_on` is the first day on which the institution does not have it any more.
    """

    trail_prefix = "instrument"
    scope = Scope(city="institution__city_code", county="institution__county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="instruments", db_index=False
    )
    number = models.TextField()
    name = models.TextField()
    type_name = models.TextField(blank=True, default="")
    maker = models.TextField(blank=True, default="")
    serial_number = models.TextField(blank=True, default="")
    categories = ArrayField(models.CharField(max_length=16))
    methods = ArrayField(models.UUIDField(), default=list, blank=True)
    needs_calibration = models.BooleanField(default=True)
    in_service_from = models.DateField()
    calibrated_until = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "number"], name="an_instrument_number_once_an_institution"),
            models.CheckConstraint(condition=~Q(categories=[]), name="an_instrument_serves_something"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("in_service_from")),
                name="an_instrument_is_withdrawn_after_it_came",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["number", "id"], name="instrument_by_number"),
            models.Index(fields=["institution", "number", "id"], name="instrument_house_number"),
            models.Index(fields=["calibrated_until", "id"], name="instrument_by_end", condition=Q(withdrawn_on=None)),
            models.Index(
                fields=["institution", "calibrated_until", "id"],
                name="instrument_house_end",
                condition=Q(withdrawn_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the instrument."""
        return reverse("instrument", args=[self.pk])


class Calibration(Regulated):
    """What a verification or calibration came to: through `valid_until` if it was passed, else from that day on not.

    A later one takes the place of the earlier. A row is changed only where it was recorded wrongly: a correction that
    somebody decides, with its event.
    """

    class Kind(models.TextChoices):
        """检定 by a metrological organ, 校准 by a calibration laboratory."""

        VERIFICATION = "verification", pgettext_lazy("instrument", "Verification")
        CALIBRATION = "calibration", _("Calibration")

    trail_prefix = "instrument"
    trail_key = "instrument_id"
    scope = Scope(
        city="instrument__institution__city_code",
        county="instrument__institution__county_code",
        institution="instrument__institution_id",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="calibrations", db_index=False)
    kind = models.TextField(choices=Kind.choices)
    performed_on = models.DateField()
    passed = models.BooleanField()
    valid_until = models.DateField(null=True)
    performed_by = models.TextField()
    certificate_number = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-performed_on", "-recorded_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instrument", "performed_on", "certificate_number"], name="a_calibration_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=Q(passed=True, valid_until__gte=F("performed_on"))
                | Q(passed=False, valid_until__isnull=True),
                name="a_passed_calibration_says_how_long_it_holds",
            ),
        ]

    def __str__(self) -> str:
        return self.certificate_number


class Maintenance(Regulated):
    """A time out of use: from `began_on` on; `ended_on` is the first day on which it may be used again.

    `recalibrate`: what was done touches its results, so that only a calibration of that day or later counts.
    """

    class Kind(models.TextChoices):
        """Why it is out of use."""

        MAINTENANCE = "maintenance", _("Maintenance")
        REPAIR = "repair", _("Repair")
        FAULT = "fault", _("Fault")

    trail_prefix = "instrument"
    trail_key = "instrument_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="maintenance", db_index=False)
    kind = models.TextField(choices=Kind.choices)
    began_on = models.DateField()
    why = models.TextField()
    ended_on = models.DateField(null=True)
    done = models.TextField(blank=True, default="")
    recalibrate = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-began_on", "-recorded_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instrument"], condition=Q(ended_on__isnull=True), name="an_instrument_is_out_of_use_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, done="") | (Q(ended_on__gte=F("began_on")) & ~Q(done="")),
                name="an_end_of_maintenance_says_what_was_done",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["instrument", "-began_on"], name="maintenance_of_an_instrument")]

    def __str__(self) -> str:
        return str(self.pk)
