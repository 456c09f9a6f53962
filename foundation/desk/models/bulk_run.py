"""An act on many rows: who ordered it, why, and what became of each row."""

import uuid
from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody, Own, ScopedManager


class BulkRun(models.Model):
    """One order to do an act on many rows, each in its own transaction by the verb for one row.

    What happened to a row is in its own trail; this says where the order stands. `query` is the address whose
    rows were meant, `key` the word of the form that ordered it, `language` that in which the answers are written.
    """

    scope = Own(user="user_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    posting = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    list_code = models.CharField(max_length=64)
    act = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    query = models.TextField(blank=True)
    language = models.CharField(max_length=16)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    ordered_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="one_order_a_key_and_user")]

    def __str__(self) -> str:
        return f"{self.list_code} {self.act} {self.pk}"


class BulkLine(models.Model):
    """One row of an order: what it is called, whether it was done, and if not why."""

    class Outcome(models.TextChoices):
        """What became of a row; empty while it waits."""

        WAITING = ""
        DONE = "done"
        REFUSED = "refused"

    scope = Nobody()

    run = models.ForeignKey(BulkRun, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveIntegerField()
    target = models.CharField(max_length=64)
    label = models.TextField()
    outcome = models.CharField(max_length=16, blank=True, choices=Outcome.choices, default=Outcome.WAITING)
    message = models.TextField(blank=True)
    article = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="one_line_a_row_of_an_order"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.position} {self.outcome}"
