"""What a client has to complete before an entrustment can be decided about (程序通则 art. 14)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated


class Completion(Regulated):
    """One request to complete an entrustment, and its answer; the time for the decision stands still in between.

    The pause covers (asked_on, received_on] (decisions.md 4, 6). `received_on` is a claim of the past, the event tells
    when it was recorded. The client has until `period_until`; nothing happens by itself when it is over. `points` are
    the findings of the gate as the letter lists them, in Chinese; `materials_before` counts the materials on record
    when it was asked, so that what came since can be told. `raised` says what new materials made a further request for.
    One that never came ends with the refusal or withdrawal of its entrustment. `letter` is the
    paper to the client, written by a job.
    """

    trail_prefix = "case"
    trail_key = "entrustment_id"
    derived = ("letter",)
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entrustment = models.ForeignKey(
        "cases.Entrustment", on_delete=models.PROTECT, related_name="completions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    wanted = models.TextField()
    asked_on = models.DateField()
    period_until = models.DateField(null=True)
    points = ArrayField(models.TextField(), default=list)
    materials_before = models.PositiveSmallIntegerField(null=True)
    raised = models.TextField(blank=True, default="")
    received_on = models.DateField(null=True)
    received = models.TextField(blank=True, default="")
    letter = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entrustment", "number"], name="one_completion_a_number_in_an_entrustment"),
            models.UniqueConstraint(
                fields=["entrustment"], name="one_open_completion_an_entrustment", condition=Q(received_on__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("asked_on")),
                name="a_completion_comes_after_it_is_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
