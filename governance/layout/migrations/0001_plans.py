"""Plans of cities for their institutions, and their targets."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LayoutPlan",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("city_code", models.CharField(max_length=6)),
                ("title", models.TextField()),
                ("document_number", models.TextField()),
                ("from_year", models.PositiveSmallIntegerField()),
                ("until_year", models.PositiveSmallIntegerField()),
                ("adopted_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.TextField(blank=True, default="")),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["adopted_on", "id"], name="layout_plan_newest"),
                    models.Index(fields=["city_code", "adopted_on", "id"], name="layout_plan_city_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_year__gte", models.F("from_year"))),
                        name="a_layout_plan_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("city_code",),
                        name="one_layout_plan_in_force_a_city",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LayoutTarget",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "aim",
                    models.TextField(
                        choices=[
                            ("category", "Institutions that practise a category"),
                            ("appraisers", "Appraisers whose certificate holds"),
                            ("high_qualified", "High-qualified comprehensive institutions"),
                            ("specialised", "Specialised institutions"),
                            ("small", "Small and micro institutions"),
                            ("without", "Counties without an institution"),
                        ]
                    ),
                ),
                ("practice_code", models.CharField(blank=True, default="", max_length=16)),
                ("value", models.PositiveIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="layout.layoutplan"
                    ),
                ),
            ],
            options={
                "ordering": ["aim", "practice_code"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "aim", "practice_code"), name="one_layout_target_an_aim"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aim", "category"), models.Q(("practice_code", ""), _negated=True)),
                            models.Q(models.Q(("aim", "category"), _negated=True), ("practice_code", "")),
                            _connector="OR",
                        ),
                        name="a_layout_target_of_a_category_names_it",
                    ),
                ],
            },
        ),
    ]
