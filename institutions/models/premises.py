"""Premises of an institution: where it works, by which right, from–until."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated


class PremisesQuerySet(ScopedQuerySet["Premises"]):
    """Questions asked of premises."""

    def holding(self, on: date) -> "PremisesQuerySet":
        """Premises that the institution may use on a day: `Premises.holds` as a condition."""
        open_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.exclude(ended_on__lte=on).filter(open_ended, valid_from__lte=on)

    def over(self, on: date) -> "PremisesQuerySet":
        """Premises that the institution used and may use no more on a day."""
        return self.filter(Q(valid_until__lt=on) | Q(ended_on__lte=on))

    def expiring(self, on: date, days: int) -> "PremisesQuerySet":
        """Premises of institutions in practice whose right of use ends within so many calendar days."""
        ending = self.filter(ended_on__isnull=True, valid_until__gte=on, valid_until__lte=on + timedelta(days=days))
        return ending.exclude(institution__status="ended")

    def for_list(self) -> "PremisesQuerySet":
        """Rows with their institutions."""
        return self.select_related("institution__organisation")


class Premises(Regulated):
    """One place where an institution works (条例 art. 10(2)), with the right by which it uses it.

    `area` is in square metres. What is owned has no last day; a lease has one. `ended_on` is the first day on which
    the institution does not use it any more, where that came before.
    """

    class Use(models.TextChoices):
        """What the place serves."""

        OFFICE = "office", _("Office")
        LABORATORY = "laboratory", _("Laboratory")
        ARCHIVE = "archive", _("Archive")

    class Right(models.TextChoices):
        """By which right it is used."""

        OWNED = "owned", _("Owned")
        LEASED = "leased", _("Leased")

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(city="institution__city_code", county="institution__county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="premises")
    address = models.TextField()
    use = models.TextField(choices=Use.choices)
    right = models.TextField(choices=Right.choices)
    area = models.PositiveIntegerField()
    document_number = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PremisesQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_from", "document_number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="premises_end_after_they_begin",
            ),
            models.CheckConstraint(
                condition=Q(right="owned") | Q(valid_until__isnull=False), name="a_lease_has_a_last_day"
            ),
            models.CheckConstraint(condition=Q(area__gte=1), name="premises_have_an_area"),
            models.UniqueConstraint(
                fields=["institution", "document_number", "use", "valid_from"], name="premises_are_recorded_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["valid_until", "id"], name="premises_by_expiry", condition=Q(ended_on=None))
        ]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        """Its row on the tab of the institution."""
        return f"{reverse('institution_premises', args=[self.institution_id])}#r-{self.pk}"

    def holds(self, on: date) -> bool:
        """Whether the institution may use it on a day."""
        open_ended = self.valid_until is None or on <= self.valid_until
        return self.valid_from <= on and open_ended and (self.ended_on is None or on < self.ended_on)
