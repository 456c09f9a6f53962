"""Cells: merged sums at several grains. Written by merging.py and recomputing.py alone, in SQL.

The area tables hold margins: an empty `area` is the whole province, an empty `category` all categories, and one of
the two is always empty. The part tables hold what a city falls into: its institutions (an empty `category` is all) and
its categories (without county, of nobody's institution). A page of the province reads as few rows as one of a city.
"""

from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody


class AreaMonth(models.Model):
    """Month × province, city, or category of the province × whole days."""

    scope = Nobody()

    pk = models.CompositePrimaryKey("measure", "area", "month", "category", "bucket")
    measure = models.TextField()
    area = models.CharField(max_length=6)
    month = models.DateField()
    category = models.CharField(max_length=16)
    bucket = models.IntegerField()
    value = models.BigIntegerField()

    class Meta:
        db_table = "kpi_area_month"
        indexes: ClassVar = [
            models.Index(
                fields=["measure", "month", "area"], name="kpi_areas_by_month", condition=models.Q(category="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.area} {self.month:%Y-%m} {self.category}: {self.value}"


class AreaYear(models.Model):
    """Year × province, city, or category of the province × whole days: histograms only."""

    scope = Nobody()

    pk = models.CompositePrimaryKey("measure", "area", "year", "category", "bucket")
    measure = models.TextField()
    area = models.CharField(max_length=6)
    year = models.DateField()
    category = models.CharField(max_length=16)
    bucket = models.IntegerField()
    value = models.BigIntegerField()

    class Meta:
        db_table = "kpi_area_year"
        indexes: ClassVar = [
            models.Index(fields=["measure", "year", "area"], name="kpi_areas_by_year", condition=models.Q(category=""))
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.area} {self.year:%Y} {self.category}: {self.value}"


class AreaDay(models.Model):
    """Day × province, city, or category of the province, for plain flows: "the same days of last year"."""

    scope = Nobody()

    pk = models.CompositePrimaryKey("measure", "area", "day", "category")
    measure = models.TextField()
    area = models.CharField(max_length=6)
    day = models.DateField()
    category = models.CharField(max_length=16)
    value = models.BigIntegerField()

    class Meta:
        db_table = "kpi_area_day"
        indexes: ClassVar = [
            models.Index(fields=["measure", "day", "area"], name="kpi_areas_by_day", condition=models.Q(category=""))
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.area} {self.day} {self.category}: {self.value}"


class PartMonth(models.Model):
    """Month × institution of a city, or category of a city × whole days."""

    scope = Nobody()

    pk = models.CompositePrimaryKey("measure", "city", "month", "county", "institution", "category", "bucket")
    measure = models.TextField()
    city = models.CharField(max_length=6)
    month = models.DateField()
    county = models.CharField(max_length=6)
    institution = models.UUIDField()
    category = models.CharField(max_length=16)
    bucket = models.IntegerField()
    value = models.BigIntegerField()

    class Meta:
        db_table = "kpi_part_month"

    def __str__(self) -> str:
        return f"{self.measure} {self.city} {self.institution} {self.month:%Y-%m} {self.category}: {self.value}"


class PartDay(models.Model):
    """Day × institution of a city, or category of a city, for the flows whose pages split a running month."""

    scope = Nobody()

    pk = models.CompositePrimaryKey("measure", "city", "day", "county", "institution", "category")
    measure = models.TextField()
    city = models.CharField(max_length=6)
    day = models.DateField()
    county = models.CharField(max_length=6)
    institution = models.UUIDField()
    category = models.CharField(max_length=16)
    value = models.BigIntegerField()

    class Meta:
        db_table = "kpi_part_day"

    def __str__(self) -> str:
        return f"{self.measure} {self.city} {self.institution} {self.day} {self.category}: {self.value}"


class InstitutionMonth(models.Model):
    """Month × institution, with the county and city of its seat on the fact's day × category × whole days."""

    scope = Nobody()

    pk = models.CompositePrimaryKey("measure", "institution", "month", "category", "city", "county", "bucket")
    measure = models.TextField()
    institution = models.UUIDField()
    month = models.DateField()
    category = models.CharField(max_length=16)
    city = models.CharField(max_length=6)
    county = models.CharField(max_length=6)
    bucket = models.IntegerField()
    value = models.BigIntegerField()

    class Meta:
        db_table = "kpi_institution_month"
        indexes: ClassVar = [
            models.Index(fields=["measure", "city", "month"], name="kpi_institutions_of_city"),
            models.Index(fields=["measure", "county", "month"], name="kpi_institutions_of_county"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.institution} {self.month:%Y-%m} {self.category}: {self.value}"
