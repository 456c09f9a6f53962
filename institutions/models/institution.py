"""A registered institution."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from institutions.querysets import InstitutionQuerySet


class Institution(Regulated):
    """The registration of an organisation as a judicial appraisal institution; shares its key.

    Practice licence of five years (条例 art. 13). `city_code` and `county_code` are those of the seat
    today; a case keeps those of its own day (decisions.md 16). Address, telephone and head are published
    with the roster; `former_licence_numbers` are those of earlier licences, by which it is found too.
    `renewal_pending_since` is the day on which a renewal was asked in time that is not decided: past its
    last day the licence then holds on (许可法 art. 50(2); decisions.md 7).
    """

    class Status(models.TextChoices):
        """Whether the registration stands (条例 arts. 15–16, 43). What bars an institution is a `Restriction`."""

        NORMAL = "normal", _("In practice")
        ENDED = "ended", _("Ended")

    trail_prefix = "institution"
    trail_key = "organisation_id"
    scope = Scope(city="city_code", county="county_code", institution="organisation_id")

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, primary_key=True)
    licence_number = models.TextField(unique=True)
    licence_from = models.DateField()
    licence_until = models.DateField()
    abbreviation = models.TextField()
    practice_codes = ArrayField(models.CharField(max_length=16), default=list)
    former_licence_numbers = ArrayField(models.TextField(), default=list, blank=True)
    address = models.TextField(blank=True, default="")
    telephone = models.TextField(blank=True, default="")
    head_name = models.TextField(blank=True, default="")
    renewal_pending_since = models.DateField(null=True, blank=True)
    status = models.TextField(choices=Status.choices, default=Status.NORMAL)
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    import_id = models.UUIDField(null=True)
    import_row = models.IntegerField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(licence_until__gte=models.F("licence_from")), name="a_licence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["normal", "ended"]), name="a_status_bars_nothing_by_itself"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["licence_until", "organisation"], name="institution_by_expiry"),
            models.Index(fields=["city_code", "licence_until", "organisation"], name="institution_city_expiry"),
            models.Index(fields=["county_code", "licence_until", "organisation"], name="institution_county_expiry"),
            models.Index(fields=["licence_number", "organisation"], name="institution_by_number"),
            models.Index(fields=["city_code", "licence_number", "organisation"], name="institution_city_number"),
            models.Index(fields=["county_code", "licence_number", "organisation"], name="institution_county_number"),
            models.Index(fields=["-recorded_at", "-organisation"], name="institution_newest"),
            models.Index(
                fields=["import_id"], name="institution_by_import", condition=models.Q(import_id__isnull=False)
            ),
            models.Index(fields=["city_code", "-recorded_at", "-organisation"], name="institution_city_newest"),
            models.Index(fields=["county_code", "-recorded_at", "-organisation"], name="institution_county_newest"),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    def get_absolute_url(self) -> str:
        """The page of the institution."""
        return reverse("institution", args=[self.pk])

    @property
    def standing_url(self) -> str:
        """The page of scope, accreditations, restrictions and renewals."""
        return reverse("institution_standing", args=[self.pk])
