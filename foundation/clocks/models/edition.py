"""Calendar editions: the holidays and make-up workdays of a year, one version after another."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Everyone, ScopedManager
from foundation.audit.regulated import Regulated


class DayKind(models.TextChoices):
    """What makes a day special."""

    HOLIDAY = "holiday", _("Holiday")
    MAKEUP_WORKDAY = "makeup_workday", _("Make-up workday")


class CalendarEditionQuerySet(models.QuerySet["CalendarEdition"]):
    """Vocabulary of editions."""

    def in_force(self) -> "CalendarEditionQuerySet":
        """The latest edition of each year, in the order of the years."""
        return self.order_by("year", "-serial").distinct("year")


class CalendarEdition(Regulated):
    """One version of a year's calendar. It is never changed: the next serial of the year takes its place.

    ``published`` is false for an edition that precedes the State Council's notice (decision 8). ``digest`` names the
    contents, so that loading the same days twice changes nothing and a process knows whether its calendar is stale.
    """

    trail_prefix = "calendar"
    scope = Everyone()
    is_reference = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=32)
    published = models.BooleanField()
    source = models.TextField()
    digest = models.CharField(max_length=64, editable=False)

    objects = ScopedManager.from_queryset(CalendarEditionQuerySet)()

    class Meta:
        ordering: ClassVar = ["year", "serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_calendar_edition_a_year_and_serial"),
            models.UniqueConstraint(fields=["version"], name="one_calendar_edition_a_version"),
            models.CheckConstraint(
                condition=models.Q(serial__gte=1), name="serials_of_calendar_editions_begin_with_one"
            ),
        ]

    def __str__(self) -> str:
        return self.version


class CalendarDay(Regulated):
    """A holiday or a make-up workday of an edition, explained by the edition's event."""

    trail_prefix = "calendar"
    trail_key = "edition_id"
    scope = Everyone()
    is_reference = True

    edition = models.ForeignKey(CalendarEdition, on_delete=models.PROTECT, related_name="days")
    date = models.DateField()
    kind = models.TextField(choices=DayKind.choices)
    name = models.TextField()

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["edition", "date"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "date"], name="one_kind_a_calendar_day"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["holiday", "makeup_workday"]), name="a_calendar_day_is_off_or_made_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
