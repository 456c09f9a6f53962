"""Targets of the policy: a number for a KPI, an area and a year."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Everyone, ScopedManager
from foundation.audit.regulated import Regulated


class Target(Regulated):
    """A target with its source. A year without one of its own shows the last before it as carried forward.

    An empty area is the province. `category` names the practice category where the target is set for each of them.
    """

    class Comparison(models.TextChoices):
        """On which side of the number the target is met; the number itself is met."""

        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("at most")

    trail_prefix = "kpi.target"
    trail_key = "code"
    scope = Everyone()
    is_reference = True

    code = models.CharField(primary_key=True, max_length=64)
    kpi = models.TextField()
    area = models.CharField(max_length=6, blank=True)
    category = models.CharField(max_length=16, blank=True, default="")
    year = models.PositiveSmallIntegerField()
    comparison = models.TextField(choices=Comparison.choices)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    source = models.TextField()

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["kpi", "area", "category", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kpi", "area", "category", "year"], name="one_target_a_kpi_area_category_and_year"
            )
        ]

    def __str__(self) -> str:
        return self.code
