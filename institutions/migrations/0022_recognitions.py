"""What institutions are recognised as, from–until."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0021_findings_of_assessments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recognition",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("grade", "Grade of the capability assessment"),
                            ("municipal_standard", "Standardised institution, municipal"),
                            ("provincial_standard", "Standardised institution, provincial"),
                            ("high_qualified", "High-qualified comprehensive institution"),
                        ]
                    ),
                ),
                ("value", models.TextField(blank=True, default="")),
                ("name_zh", models.TextField(blank=True, default="")),
                ("name_en", models.TextField(blank=True, default="")),
                ("year", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("source", models.UUIDField()),
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
                        related_name="recognitions",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "-valid_from"],
                "indexes": [models.Index(fields=["kind", "value", "institution"], name="recognition_by_kind")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "source"), name="a_decision_recognises_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("institution", "kind"),
                        name="one_recognition_of_a_kind_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="a_recognition_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "grade"), _negated=True),
                            models.Q(("value", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_grade_names_its_code",
                    ),
                ],
            },
        ),
    ]
