"""What rows said before they changed, where the code is the key that other tables point at."""

from typing import ClassVar

from django.db import models

from foundation.law.models.dated import Dated


class Former(Dated):
    """A closed wording of a row that keeps its key. `details` holds the columns beyond those of Dated."""

    trail_key = "code"

    code = models.TextField()
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


class FormerCategory(Former):
    """An earlier wording of a category."""

    trail_prefix = "law.category"

    class Meta:
        ordering: ClassVar = ["code", "effective_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="one_former_category_a_code_and_day")
        ]


class FormerDivision(Former):
    """An earlier wording of a division."""

    trail_prefix = "law.division"

    class Meta:
        ordering: ClassVar = ["code", "effective_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="one_former_division_a_code_and_day")
        ]
