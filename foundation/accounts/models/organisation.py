"""Bodies that act in the portal: organs of three levels, institutions, associations, clients."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models.named import Named
from foundation.accounts.querysets import OrganisationQuerySet
from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated


class Organisation(Named, Regulated):
    """A body with a seat. Its licence, if it is an institution, lives in the institutions app.

    `city_code` and `county_code` repeat the seat's division and are its scope columns; empty means
    the whole province (or the whole city).
    """

    class Kind(models.TextChoices):
        """What a body is."""

        ORGAN = "organ", _("Judicial administrative organ")
        INSTITUTION = "institution", _("Judicial appraisal institution")
        ASSOCIATION = "association", _("Judicial appraisal association")
        CASE_HANDLING = "case_handling", _("Case-handling organ")

    class Level(models.TextChoices):
        """The level of an organ or association; other bodies have none."""

        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        COUNTY = "county", _("County")
        NONE = "none", _("None")

    trail_prefix = "organisation"
    derived = ("tokens", "name_key", "sort_key")
    found_by = ("tokens", "name_key", "sort_key")
    scope = Scope(city="city_code", county="county_code", institution="id", organ="id", administrators=True)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=Kind.choices)
    level = models.TextField(choices=Level.choices, default=Level.NONE)
    name = models.TextField()
    short_name = models.TextField(blank=True)
    credit_code = models.TextField(blank=True)
    division = models.ForeignKey("law.Division", on_delete=models.PROTECT)
    city_code = models.CharField(max_length=6, blank=True)
    county_code = models.CharField(max_length=6, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    address = models.TextField(blank=True, default="")
    telephone = models.TextField(blank=True, default="")
    office_hours = models.TextField(blank=True, default="")
    closed_on = models.DateField(null=True, blank=True)
    is_synthetic = models.BooleanField(default=False)
    sort_key = models.TextField(blank=True, db_collation="C")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_key", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "name", "division"], name="one_body_of_a_name_and_kind_per_division"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["organ", "association"]) | ~models.Q(level="none"),
                name="organs_and_associations_have_a_level",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["tokens"], name="organisation_by_token"),
            models.Index(fields=["kind", "city_code", "sort_key"], name="organisation_by_city"),
        ]

    def __str__(self) -> str:
        return self.name
