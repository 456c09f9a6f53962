"""What the triggers write and the merge consumes."""

from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody


class InstalledMeasure(models.Model):
    """A measure as the database counts it now: written by InstallMeasures, read by the merge."""

    scope = Nobody()
    is_reference = True

    code = models.TextField(primary_key=True)
    version = models.PositiveSmallIntegerField()
    source = models.TextField()
    by_day = models.BooleanField()
    parts_by_day = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "kpi_measure"

    def __str__(self) -> str:
        return f"{self.code}/{self.version}"


class Delta(models.Model):
    """A signed sum of rows that appeared (+) or went (−) in one statement. Only the triggers write here.

    The day of a histogram is the first of its month; of a stock, the day ALWAYS.
    """

    scope = Nobody()

    measure = models.TextField()
    day = models.DateField()
    institution = models.UUIDField()
    city = models.CharField(max_length=6)
    county = models.CharField(max_length=6)
    category = models.CharField(max_length=16)
    bucket = models.IntegerField()
    value = models.BigIntegerField()

    class Meta:
        db_table = "kpi_delta"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.measure} {self.day} {self.value:+d}"
