"""A warning, and every figure that kept it standing."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.models import Organisation, Posting
from foundation.accounts.roles import Role
from foundation.accounts.scoping import Nobody, Scope
from foundation.audit.regulated import Regulated
from governance.early_warning.kinds import Tone
from governance.early_warning.models.rule import WarningRule
from governance.early_warning.querysets import EarlyWarningQuerySet
from governance.early_warning.states import STANDING, WarningState
from institutions.models import Institution


class EarlyWarning(Regulated):
    """What a rule sees at a place, from the day on which it began until its cause is gone.

    `place` names the place in one word (a division or an institution, and a practice category where the rule tells
    them apart): of a rule and a place one warning stands at a time. City and county are empty where the place is
    wider. `figure` is the last one that was seen, `seen_on` the day; every figure before it is a `Sighting`. `rule` is
    the wording that saw it last. `acknowledged_keys` are the single things that whoever acknowledged it knew of: what
    comes to them later opens it again.
    """

    trail_prefix = "early_warning"
    derived = ("seen_on",)
    scope = Scope(city="city_code", county="county_code")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.ForeignKey(WarningRule, on_delete=models.PROTECT, related_name="warnings", db_index=False)
    rule_code = models.CharField(max_length=16)
    place = models.CharField(max_length=64)
    city_code = models.CharField(max_length=6, blank=True)
    county_code = models.CharField(max_length=6, blank=True)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, related_name="warnings", db_index=False
    )
    subject = models.CharField(max_length=16, blank=True)
    tone = models.TextField(choices=Tone.choices)
    rank = models.PositiveSmallIntegerField()
    owner_role = models.TextField(choices=Role.choices)
    owner_level = models.TextField(choices=Organisation.Level.choices)
    state = models.TextField(choices=WarningState.choices, default=WarningState.OPEN)
    since = models.DateField()
    opened_on = models.DateField()
    seen_on = models.DateField()
    figure = models.JSONField()
    acknowledged_on = models.DateField(null=True)
    acknowledged_in = models.ForeignKey(Posting, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    acknowledged_keys = models.JSONField(default=list)
    reason = models.TextField(blank=True, default="")
    closed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = EarlyWarningQuerySet.as_manager()

    class Meta:
        db_table = "early_warning"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule_code", "place"],
                condition=Q(state__in=STANDING),
                name="one_warning_a_rule_and_place_at_a_time",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True))
                ),
                name="closed_warnings_have_a_day_of_closing",
            ),
            models.CheckConstraint(
                condition=~Q(state="acknowledged")
                | (Q(acknowledged_on__isnull=False, acknowledged_in__isnull=False) & ~Q(reason="")),
                name="acknowledged_warnings_say_by_whom_and_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="early_warning_newest"),
            models.Index(fields=["city_code", "-opened_on", "-id"], name="early_warning_city_newest"),
            models.Index(fields=["county_code", "-opened_on", "-id"], name="early_warning_county_newest"),
            models.Index(fields=["rank", "since", "id"], name="early_warning_urgent", condition=Q(state__in=STANDING)),
            models.Index(
                fields=["city_code", "rank", "since", "id"],
                name="early_warning_city_urgent",
                condition=Q(state__in=STANDING),
            ),
            models.Index(
                fields=["county_code", "rank", "since", "id"],
                name="early_warning_county_urgent",
                condition=Q(state__in=STANDING),
            ),
            models.Index(fields=["rule_code", "place", "opened_on"], name="early_warning_of_a_place"),
            models.Index(fields=["institution"], name="early_warning_at_house", condition=Q(institution__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} {self.place}"

    def get_absolute_url(self) -> str:
        """The page of the warning."""
        return reverse("early_warning", args=[self.pk])

    @property
    def keys(self) -> list[Any]:
        """The single things that the last figure counts, where it counts things."""
        found: list[Any] = self.figure.get("keys", [])
        return found


class Sighting(Regulated):
    """A figure that a warning was opened or refreshed with, explained by the same event. Never changed."""

    trail_prefix = "early_warning"
    trail_key = "warning_id"
    scope = Nobody()

    id = models.BigAutoField(primary_key=True)
    warning = models.ForeignKey(EarlyWarning, on_delete=models.PROTECT, related_name="sightings")
    rule = models.ForeignKey(WarningRule, on_delete=models.PROTECT, related_name="+", db_index=False)
    seen_on = models.DateField()
    figure = models.JSONField()

    class Meta:
        db_table = "early_warning_sighting"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.warning_id} {self.seen_on}"
