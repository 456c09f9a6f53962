"""What the registration of an institution said from a day on."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from foundation.accounts.scoping import Scope, ScopedManager
from institutions.models.institution import Institution
from institutions.models.permit_state import PermitState, rules_of


class RegistrationState(PermitState):
    """The eight items of a licence (95号令 art. 22) and the state of the registration, from a day on.

    Name, seat, head, funds, scope, term, organ and day of issue, number. The telephone is published beside them and no
    licence says it. `funds` are whole yuan, None where nobody recorded them. `city_code` and `county_code` are those of
    the seat then: an officer of the old seat reads what happened in its time (decisions.md 16).
    """

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")
    holder = "institution"
    items = (
        "name", "division_id", "city_code", "county_code", "address", "telephone", "head_name", "funds",
        "practice_codes", "licence_number", "licence_from", "licence_until", "status",
    )  # fmt: skip

    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="states", db_index=False
    )
    name = models.TextField()
    division = models.ForeignKey("law.Division", on_delete=models.PROTECT, related_name="+", db_index=False)
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    address = models.TextField(blank=True, default="")
    telephone = models.TextField(blank=True, default="")
    head_name = models.TextField(blank=True, default="")
    funds = models.PositiveBigIntegerField(null=True)
    practice_codes = ArrayField(models.CharField(max_length=16), default=list)
    licence_number = models.TextField()
    licence_from = models.DateField()
    licence_until = models.DateField()
    status = models.TextField(choices=Institution.Status.choices, default=Institution.Status.NORMAL)

    objects = ScopedManager()

    class Meta(PermitState.Meta):
        constraints: ClassVar = rules_of("institution")["constraints"]
        indexes: ClassVar = rules_of("institution")["indexes"]
