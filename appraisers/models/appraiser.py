"""A licensed appraiser."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from appraisers.querysets import AppraiserQuerySet
from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated


def _own(posting: Any) -> Q:
    return Q(person__user=posting.user_id)


class Appraiser(Regulated):
    """A person's practice certificate at one institution (决定 art. 8: exactly one).

    `renewal_pending_since` is the day on which a renewal was asked in time that is not decided: past its last day the
    certificate then holds on (许可法 art. 50(2); decisions.md 7). `ended_on` is the day from which a cancelled or
    withdrawn certificate does not hold; its last day is then the day before.
    """

    trail_prefix = "appraiser"
    derived = ("city_code", "county_code")
    scope = Scope(city="city_code", county="county_code", institution="institution_id", appraiser=_own)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("accounts.Person", on_delete=models.PROTECT, related_name="appraiser")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="appraisers")
    certificate_number = models.TextField(unique=True)
    certificate_from = models.DateField()
    certificate_until = models.DateField()
    renewal_pending_since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    practice_codes = ArrayField(models.CharField(max_length=16), default=list)
    title = models.TextField(blank=True, default="")
    is_full_time = models.BooleanField(null=True)
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    import_id = models.UUIDField(null=True)
    import_row = models.IntegerField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AppraiserQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(certificate_until__gte=models.F("certificate_from")),
                name="a_certificate_ends_after_it_begins",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["import_id"], name="appraiser_by_import", condition=models.Q(import_id__isnull=False)),
            models.Index(fields=["certificate_until", "id"], name="appraiser_by_expiry"),
            models.Index(fields=["city_code", "certificate_until", "id"], name="appraiser_city_expiry"),
            models.Index(fields=["county_code", "certificate_until", "id"], name="appraiser_county_expiry"),
            models.Index(fields=["institution", "certificate_until", "id"], name="appraiser_house_expiry"),
            models.Index(fields=["certificate_number", "id"], name="appraiser_by_number"),
            models.Index(fields=["city_code", "certificate_number", "id"], name="appraiser_city_number"),
            models.Index(fields=["county_code", "certificate_number", "id"], name="appraiser_county_number"),
            models.Index(fields=["institution", "certificate_number", "id"], name="appraiser_house_number"),
            models.Index(fields=["-recorded_at", "-id"], name="appraiser_newest"),
            models.Index(fields=["city_code", "-recorded_at", "-id"], name="appraiser_city_newest"),
            models.Index(fields=["county_code", "-recorded_at", "-id"], name="appraiser_county_newest"),
            models.Index(fields=["institution", "-recorded_at", "-id"], name="appraiser_house_newest"),
        ]

    def __str__(self) -> str:
        return self.certificate_number

    def get_absolute_url(self) -> str:
        """The page of the appraiser."""
        return reverse("appraiser", args=[self.pk])
