"""Who answers for the quality of a practice category, from–until."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("appraisers", "0011_guards_of_records"),
        ("institutions", "0018_guard_of_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="QualityManager",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("practice_code", models.CharField(max_length=16)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("document_number", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "appraiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="appraisers.appraiser"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_managers",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["practice_code", "-valid_from", "-recorded_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_until__isnull", True)),
                        fields=("institution", "practice_code"),
                        name="one_quality_manager_a_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="a_quality_manager_ends_after_he_begins",
                    ),
                ],
            },
        ),
    ]
