"""Parts of cities keep their histograms by year; their months are read from the institutions, which are few."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kpi", "0011_fill_years")]
    operations = [
        migrations.DeleteModel("PartMonth"),
        migrations.CreateModel(
            name="PartYear",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "measure",
                        "city",
                        "year",
                        "county",
                        "institution",
                        "category",
                        "bucket",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("measure", models.TextField()),
                ("city", models.CharField(max_length=6)),
                ("year", models.DateField()),
                ("county", models.CharField(max_length=6)),
                ("institution", models.UUIDField()),
                ("category", models.CharField(max_length=16)),
                ("bucket", models.IntegerField()),
                ("value", models.BigIntegerField()),
            ],
            options={"db_table": "kpi_part_year"},
        ),
    ]
