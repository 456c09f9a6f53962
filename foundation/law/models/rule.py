"""Statutory lists (grounds, conditions, penalties, …) and deadlines, as dated rows."""

from typing import ClassVar

from django.db import models

from foundation.law.models.dated import Dated


class Ground(Dated):
    """One entry of a statutory list, such as a ground for refusing an entrustment.

    `list_code` names the list (the name of its table); `details` holds the list's further columns,
    such as the authority and the fine of a penalty. `same_as` names the entries (codes, separated by
    spaces) of another source that say the same: one entry is offered and both are cited (decisions.md 21).
    """

    trail_prefix = "law.ground"
    trail_key = "code"

    list_code = models.TextField()
    code = models.TextField()
    position = models.PositiveIntegerField(default=0)
    details = models.JSONField(default=dict, blank=True)
    same_as = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["list_code", "position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list_code", "code", "effective_from"], name="one_ground_a_list_code_and_day"
            )
        ]


class DeadlineRule(Dated):
    """A statutory period: amount and unit, when it starts, what pauses it, who may extend it.

    `value` keeps the text of the table where it is no plain number of days ("2 (复杂可多名)").
    """

    trail_prefix = "law.deadline"
    trail_key = "code"

    code = models.TextField()
    value = models.TextField()
    amount = models.PositiveIntegerField(null=True, blank=True)
    unit = models.TextField()
    start_event = models.TextField(blank=True)
    pause_codes = models.TextField(blank=True)
    extension = models.TextField(blank=True)
    actor = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["code", "effective_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="one_deadline_a_code_and_day")
        ]
