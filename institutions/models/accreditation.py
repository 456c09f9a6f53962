"""Accreditation of the laboratory of an institution."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from institutions.querysets import AccreditationQuerySet


class Accreditation(Regulated):
    """One certificate of accreditation, from–until, both days included, and the nodes of the tree that it covers.

    `methods` are the numbers of the standards that its annex names; none means that nobody put them on record.
    A renewed certificate is a row of its own. `ended_on` is the first day on which it does not hold any more,
    where it was withdrawn or given up before its last day.
    """

    class Kind(models.TextChoices):
        """资质认定 by the market regulators, 实验室认可 by the national accreditation service (条例 art. 10)."""

        CMA = "CMA", _("Accreditation (CMA)")
        CNAS = "CNAS", _("Laboratory accreditation (CNAS)")

    class Level(models.TextChoices):
        """Who granted it."""

        NATIONAL = "national", _("National")
        PROVINCIAL = "provincial", _("Provincial")

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(city="institution__city_code", county="institution__county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="accreditations")
    kind = models.TextField(choices=Kind.choices)
    level = models.TextField(choices=Level.choices)
    certificate_number = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    covers = ArrayField(models.CharField(max_length=16))
    methods = ArrayField(models.TextField(), default=list)
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_until", "certificate_number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="an_accreditation_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(covers=[]), name="an_accreditation_covers_something"),
            models.UniqueConstraint(
                fields=["institution", "kind", "certificate_number", "valid_from"],
                name="an_accreditation_is_recorded_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["valid_until", "id"], name="accreditation_by_expiry", condition=Q(ended_on=None)),
            models.Index(fields=["certificate_number", "id"], name="accreditation_by_number"),
            models.Index(fields=["recorded_at", "id"], name="accreditation_by_recording"),
        ]

    def __str__(self) -> str:
        return self.certificate_number

    def get_absolute_url(self) -> str:
        """Its row on the tab of the institution."""
        return f"{self.institution.standing_url}#r-{self.pk}"
