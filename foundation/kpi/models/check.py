"""How figures were checked, and recomputes that people ordered."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Scope, ScopedManager
from foundation.audit.regulated import Regulated
from foundation.desk.formats import table_moment
from foundation.kpi.states import RecountState

# Cells of a check lie anywhere in the province: provincial organs see them, and who looks after the jobs.
PROVINCIAL = Scope(administrators=True)


class FigureCheck(Regulated):
    """One check of figures against the rows: what was looked at, and how many cells differed (0 is proof).

    `seed` decides which cells a sample takes, so that anybody can draw it again. `first` holds the first differing
    cells as they were found. A recompute that a person ordered leaves a check too: what it found and put right.
    """

    class Kind(models.TextChoices):
        """What was looked at."""

        SAMPLE = "sample", _("Nightly sample")
        FULL = "full", _("Weekly full check")
        RECOUNT = "recount", _("Recompute with repair")

    trail_prefix = "figure_check"
    scope = PROVINCIAL

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=Kind.choices)
    seed = models.TextField(blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    cells = models.PositiveBigIntegerField()
    differing = models.PositiveBigIntegerField()
    first = models.JSONField(default=list)

    objects = ScopedManager()

    class Meta:
        db_table = "kpi_check"
        indexes: ClassVar = [
            models.Index(fields=["finished_at", "id"], name="figure_checks_newest"),
            models.Index(fields=["finished_at", "id"], name="figure_checks_differing", condition=~Q(differing=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {table_moment(self.started_at)}"

    def get_absolute_url(self) -> str:
        """The page of the check."""
        return reverse("figure_check", args=[self.pk])

    @property
    def is_whole(self) -> bool:
        """Whether every cell was looked at, so that what it left right is right."""
        return self.kind != self.Kind.SAMPLE

    @property
    def left(self) -> int:
        """How many differing cells are left after it: a recompute leaves none."""
        return 0 if self.kind == self.Kind.RECOUNT else self.differing


class Recount(Regulated):
    """A recompute with repair, ordered by a person with a reason; a job does it, another person may stop it.

    One at a time. `check_made` is what it found, once it is done.
    """

    trail_prefix = "recount"
    scope = PROVINCIAL

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    ordered_in = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField()
    state = models.TextField(choices=RecountState.choices, default=RecountState.ORDERED)
    ended_at = models.DateTimeField(null=True)
    check_made = models.OneToOneField(FigureCheck, on_delete=models.PROTECT, null=True, related_name="recount")

    objects = ScopedManager()

    class Meta:
        db_table = "kpi_recount"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="ordered"), name="one_recount_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(check_made__isnull=False), name="a_done_recount_says_what_it_found"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-ordered_at"], name="recounts_newest")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {table_moment(self.ordered_at)}"

    def get_absolute_url(self) -> str:
        """The page that shows how far it is."""
        return reverse("recount", args=[self.pk])
