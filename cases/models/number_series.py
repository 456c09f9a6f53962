"""Series of numbers: the last one given, by institution, year, kind and practice category."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Nobody


class NumberSeries(models.Model):
    """A gap-free series (decisions.md 18). It is counted up in the transaction that uses the number, under its lock.

    What it says follows from the numbers on the cases themselves, so that it carries no event of its own.
    """

    class Kind(models.TextChoices):
        """What is numbered."""

        CASE = "case", _("Case number")
        OPINION = "opinion", _("Opinion number")

    scope = Nobody()

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    practice_code = models.CharField(max_length=16)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "kind", "year", "practice_code"], name="one_series_a_kind_year_and_category"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.practice_code}: {self.last}"
