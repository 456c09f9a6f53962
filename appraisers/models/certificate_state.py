"""What the certificate of an appraiser said from a day on."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from appraisers.own import through
from foundation.accounts.scoping import Scope, ScopedManager
from institutions.models.permit_state import PermitState, rules_of


class CertificateState(PermitState):
    """The items of a practice certificate (96号令 art. 11) from a day on, as far as they are public.

    Name, title, categories, institution, number and term; sex and birth stand in the sealed identity number. A
    certificate that was cancelled has the day before as its last day, and `ended_on`.
    """

    trail_prefix = "appraiser"
    trail_key = "appraiser_id"
    scope = Scope(
        city="institution__city_code",
        county="institution__county_code",
        institution="institution_id",
        appraiser=through("appraiser"),
    )
    holder = "appraiser"
    items = (
        "name", "institution_id", "certificate_number", "certificate_from", "certificate_until", "practice_codes",
        "title", "is_full_time", "ended_on",
    )  # fmt: skip

    appraiser = models.ForeignKey(
        "appraisers.Appraiser", on_delete=models.PROTECT, related_name="states", db_index=False
    )
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    certificate_number = models.TextField()
    certificate_from = models.DateField()
    certificate_until = models.DateField()
    practice_codes = ArrayField(models.CharField(max_length=16), default=list)
    title = models.TextField(blank=True, default="")
    is_full_time = models.BooleanField(null=True)
    ended_on = models.DateField(null=True)

    objects = ScopedManager()

    class Meta(PermitState.Meta):
        constraints: ClassVar = rules_of("appraiser")["constraints"]
        indexes: ClassVar = rules_of("appraiser")["indexes"]
