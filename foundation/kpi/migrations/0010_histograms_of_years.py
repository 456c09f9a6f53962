"""Histograms of areas by year."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("kpi", "0009_fill_months_of_parts")]
    operations = [
        migrations.CreateModel(
            name="AreaYear",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "measure",
                        "area",
                        "year",
                        "category",
                        "bucket",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("measure", models.TextField()),
                ("area", models.CharField(max_length=6)),
                ("year", models.DateField()),
                ("category", models.CharField(max_length=16)),
                ("bucket", models.IntegerField()),
                ("value", models.BigIntegerField()),
            ],
            options={
                "db_table": "kpi_area_year",
                "indexes": [
                    models.Index(condition=Q(category=""), fields=["measure", "year", "area"], name="kpi_areas_by_year")
                ],
            },
        ),
    ]
