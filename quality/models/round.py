"""A round of case review: what is drawn from, the promise made before the draw, and the draw."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Nobody, Scope
from foundation.audit.regulated import Regulated
from quality.querysets import RoundQuerySet
from quality.states import RoundState


class CaseReviewRound(Regulated):
    """One round of an organ (政策文件 art. 12): criteria, frozen list, commitment, public value, seed.

    `number` counts the rounds of an organ in a year without a gap, so that no draw can be left out unseen. `plan` is
    the canonical JSON whose hash is `commitment`; `seed_source` and `seed_on` are part of it, and the day lies after
    the commitment. `city_code` is that of the organ, empty for the province.
    """

    trail_prefix = "review_round"
    scope = Scope(city="city_code")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    city_code = models.CharField(max_length=6, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    name = models.TextField()
    practice_code = models.CharField(max_length=16, blank=True)
    issued_from = models.DateField()
    issued_until = models.DateField()
    size = models.PositiveSmallIntegerField()
    pool_size = models.PositiveIntegerField()
    pool_hash = models.CharField(max_length=64)
    plan = models.TextField()
    commitment = models.CharField(max_length=64)
    seed_source = models.TextField()
    seed_on = models.DateField()
    seed_value = models.TextField(blank=True, default="")
    seed = models.CharField(max_length=64, blank=True, default="")
    state = models.TextField(choices=RoundState.choices)
    opened_on = models.DateField()
    drawn_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "year", "number"], name="one_round_a_number_of_an_organ_and_year"),
            models.CheckConstraint(
                condition=Q(seed_on__gt=models.F("opened_on")), name="the_seed_comes_after_the_list"
            ),
            models.CheckConstraint(
                condition=(Q(state="committed", drawn_on__isnull=True, seed=""))
                | (~Q(state="committed") & Q(drawn_on__isnull=False) & ~Q(seed="")),
                name="drawn_rounds_have_day_and_seed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="round_newest"),
            models.Index(fields=["city_code", "-opened_on", "-id"], name="round_city_newest"),
            models.Index(fields=["organ", "seed_on", "id"], name="round_to_draw", condition=~Q(state="closed")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the round."""
        return reverse("review_round", args=[self.pk])

    @property
    def full_number(self) -> str:
        """Year and number, as 2026-1."""
        return f"{self.year}-{self.number}"


class ReviewPool(Regulated):
    """What a round is drawn from, frozen when it was opened: ids of cases, postings of reviewers, who may not whom.

    `recused` lists by case the reviewers who hold or held a certificate at its institution.
    """

    trail_prefix = "review_round"
    trail_key = "round_id"
    scope = Nobody()

    round = models.OneToOneField(CaseReviewRound, on_delete=models.PROTECT, primary_key=True, related_name="pool")
    cases = ArrayField(models.UUIDField())
    reviewers = ArrayField(models.UUIDField())
    recused = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("frozen list of a case review")

    def __str__(self) -> str:
        return str(self.pk)
