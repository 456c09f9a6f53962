"""The result of a year for an institution (条例 arts. 43, 44)."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0011_guards_of_standing"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearStanding",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("result", models.TextField(choices=[("qualified", "Qualified"), ("not_qualified", "Not qualified")])),
                ("decided_on", models.DateField()),
                ("review", models.UUIDField(unique=True)),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="year_standings",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["year", "result", "institution"], name="year_standing_by_result")],
                "constraints": [
                    models.UniqueConstraint(fields=("institution", "year"), name="one_standing_an_institution_and_year")
                ],
            },
        ),
    ]
