"""Premises of institutions."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0041_grades_over_time"),
    ]

    operations = [
        migrations.CreateModel(
            name="Premises",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address", models.TextField()),
                (
                    "use",
                    models.TextField(
                        choices=[("office", "Office"), ("laboratory", "Laboratory"), ("archive", "Archive")]
                    ),
                ),
                ("right", models.TextField(choices=[("owned", "Owned"), ("leased", "Leased")])),
                ("area", models.PositiveIntegerField()),
                ("document_number", models.TextField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="premises",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["-valid_from", "document_number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on", None)), fields=["valid_until", "id"], name="premises_by_expiry"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="premises_end_after_they_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("right", "owned"), ("valid_until__isnull", False), _connector="OR"),
                        name="a_lease_has_a_last_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("area__gte", 1)), name="premises_have_an_area"),
                    models.UniqueConstraint(
                        fields=("institution", "document_number", "use", "valid_from"),
                        name="premises_are_recorded_once",
                    ),
                ],
            },
        ),
    ]
