"""The appraisers of a case, who only change with an event of the case."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("appraisers", "0006_guards_of_roster_columns"),
        ("cases", "0014_accepted_entrustments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("assigned_on", models.DateField()),
                ("declared_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_reason", models.TextField(blank=True, default="")),
                ("recusal_ground", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "appraiser",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="appraisers.appraiser",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "position"], name="assignment_of_case"),
                    models.Index(fields=["appraiser", "case"], name="assignment_of_appraiser"),
                    models.Index(
                        condition=models.Q(("declared_on__isnull", True), ("ended_on__isnull", True)),
                        fields=["appraiser", "assigned_on", "id"],
                        name="assignment_undeclared",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("case", "position"),
                        name="one_current_appraiser_a_place_in_a_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("case", "appraiser"),
                        name="one_current_assignment_an_appraiser_and_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("declared_on__isnull", True),
                            ("declared_on__gte", models.F("assigned_on")),
                            _connector="OR",
                        ),
                        name="a_declaration_follows_the_assignment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("ended_reason", ""), ("recusal_ground", "")),
                            models.Q(
                                ("ended_on__gte", models.F("assigned_on")),
                                models.Q(("ended_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ended_assignments_have_day_and_reason",
                    ),
                ],
            },
        ),
        Guard("assignment", prefix="case", key="case_id"),
    ]
