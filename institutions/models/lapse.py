"""A standing condition that an institution has lost."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated
from institutions.lapses.states import STANDING, LapseOutcome, LapseState
from institutions.standing.kinds import Condition


class LapseQuerySet(ScopedQuerySet["Lapse"]):
    """Questions asked of lapses."""

    def standing(self) -> "LapseQuerySet":
        """Lapses whose condition is still lost."""
        return self.filter(state__in=STANDING)

    def to_ask(self) -> "LapseQuerySet":
        """Lapses about which the institution may ask for a suspension, and has not."""
        return self.filter(state=LapseState.OPEN, ask_by__isnull=False)

    def missed(self, on: date) -> "LapseQuerySet":
        """Lapses whose last day for asking is over without an application (条例 art. 16(2))."""
        return self.to_ask().filter(ask_by__lt=on)

    def at_institutions(self, on: date) -> "LapseQuerySet":
        """Lapses whose institution has the next move: nothing asked for, and the last day for it not over."""
        return self.filter(Q(ask_by__isnull=True) | Q(ask_by__gte=on), state=LapseState.OPEN)

    def to_end(self, on: date) -> "LapseQuerySet":
        """Lapses about whose item an organ has to decide: reported, given up, or past the term of the suspension."""
        over = Q(state=LapseState.SUSPENDED, restriction__valid_until__lt=on)
        return self.filter(Q(state__in=(LapseState.REPORTED, LapseState.SURRENDERED)) | over)

    def to_clean_up(self) -> "LapseQuerySet":
        """Items whose compulsory accreditation is gone (政策文件第（十）条: 依法清理)."""
        return self.standing().filter(condition=Condition.ACCREDITATION)

    def for_list(self) -> "LapseQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("institution__organisation", "restriction", "finding")


class Lapse(Regulated):
    """That a condition is lost, seen by a nightly look, until it is seen to be kept again. Only what it names is hit.

    `category` is the item or practice category (empty: the institution as a whole), `rule` the code of the condition
    in the dated list. `since` is the first day of the loss, `ask_by` the last day for asking for a suspension for
    rectification, where there is such a limit (条例 art. 14; decisions.md 10). A granted suspension is a `restriction`
    of the item; `report` is what the institution says when the condition is kept again or the item is given up, and
    `term_over_on` the day on which the look saw the suspension over with its condition still lost. `finding` is what
    the organ orders rectification about, where the list says so. City and county are those of the institution on the
    day it was noticed.
    """

    trail_prefix = "lapse"
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="lapses")
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    condition = models.TextField(choices=Condition.choices)
    category = models.CharField(max_length=16, blank=True)
    rule = models.CharField(max_length=16)
    article = models.TextField()
    stops_item = models.BooleanField()
    state = models.TextField(choices=LapseState.choices, default=LapseState.OPEN)
    since = models.DateField()
    noticed_on = models.DateField()
    ask_by = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    asked_until = models.DateField(null=True)
    plan = models.TextField(blank=True, default="")
    decided_on = models.DateField(null=True)
    decision_document = models.TextField(blank=True, default="")
    decision_reason = models.TextField(blank=True, default="")
    restriction = models.ForeignKey(
        "institutions.Restriction", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    reported_on = models.DateField(null=True)
    report = models.TextField(blank=True, default="")
    term_over_on = models.DateField(null=True)
    finding = models.ForeignKey(
        "institutions.Finding", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.TextField(choices=LapseOutcome.choices, blank=True, default="")
    closed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = LapseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "condition", "category"],
                condition=Q(state__in=STANDING),
                name="a_condition_is_lost_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed", closed_on__isnull=False) & ~Q(outcome=""))
                | (~Q(state="closed") & Q(closed_on__isnull=True, outcome="")),
                name="closed_lapses_have_day_and_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(asked_on__isnull=False, asked_until__isnull=False),
                name="an_asked_suspension_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="suspended") | Q(restriction__isnull=False, decided_on__isnull=False),
                name="a_suspended_lapse_names_its_restriction",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-noticed_on", "-id"], name="lapse_newest"),
            models.Index(fields=["city_code", "-noticed_on", "-id"], name="lapse_city_newest"),
            models.Index(fields=["county_code", "-noticed_on", "-id"], name="lapse_county_newest"),
            models.Index(fields=["institution", "-noticed_on", "-id"], name="lapse_institution_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.category}"

    def get_absolute_url(self) -> str:
        """The page of the lapse."""
        return reverse("lapse", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        """Whether the condition is still lost."""
        return self.state in STANDING
