"""Applications for recognitions and their checklists."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_guards"),
        ("institutions", "0024_orders_of_recognitions"),
        ("recognition", "0002_guards_of_assessments"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecognitionApplication",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
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
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("submitted", "To be verified by the city"),
                            ("verified", "To be decided by the province"),
                            ("granted", "Recognised"),
                            ("refused", "Not recognised"),
                            ("withdrawn", "Recognition withdrawn"),
                        ],
                        default="submitted",
                    ),
                ),
                ("applied_on", models.DateField()),
                ("statement", models.TextField(blank=True, default="")),
                ("total", models.PositiveSmallIntegerField()),
                ("own_points", models.PositiveSmallIntegerField()),
                ("verified_points", models.PositiveSmallIntegerField(null=True)),
                ("verified_on", models.DateField(null=True)),
                ("verification", models.TextField(blank=True, default="")),
                ("decided_on", models.DateField(null=True)),
                ("decision_reason", models.TextField(blank=True, default="")),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawal_reason", models.TextField(blank=True, default="")),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognition_applications",
                        to="institutions.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApplicationLine",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.TextField()),
                ("weight", models.PositiveSmallIntegerField()),
                ("must", models.BooleanField(default=False)),
                ("value", models.JSONField(null=True)),
                ("own_points", models.PositiveSmallIntegerField()),
                ("own_note", models.TextField(blank=True, default="")),
                ("verified_points", models.PositiveSmallIntegerField(null=True)),
                ("verified_note", models.TextField(blank=True, default="")),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="recognition.recognitionapplication",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddIndex(
            model_name="recognitionapplication",
            index=models.Index(fields=["-applied_on", "-id"], name="application_newest"),
        ),
        migrations.AddIndex(
            model_name="recognitionapplication",
            index=models.Index(fields=["city_code", "-applied_on", "-id"], name="application_city_newest"),
        ),
        migrations.AddIndex(
            model_name="recognitionapplication",
            index=models.Index(fields=["county_code", "-applied_on", "-id"], name="application_county_newest"),
        ),
        migrations.AddIndex(
            model_name="recognitionapplication",
            index=models.Index(fields=["institution", "-applied_on", "-id"], name="application_inst_newest"),
        ),
        migrations.AddIndex(
            model_name="recognitionapplication",
            index=models.Index(
                condition=models.Q(("state__in", ["submitted", "verified"])),
                fields=["state", "applied_on", "id"],
                name="application_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognitionapplication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["submitted", "verified"])),
                fields=("institution", "kind"),
                name="one_open_application_an_institution_and_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognitionapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "grade"), _negated=True), name="nobody_applies_for_a_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="recognitionapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("state__in", ["submitted", "verified"])),
                    models.Q(
                        models.Q(("state__in", ["submitted", "verified"]), _negated=True), ("decided_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decided_applications_have_their_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognitionapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["granted", "withdrawn"]),
                        ("valid_from__isnull", False),
                        ("valid_until__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state__in", ["granted", "withdrawn"]), _negated=True),
                        ("valid_from__isnull", True),
                        ("valid_until__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="granted_applications_say_how_long",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognitionapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawal_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawal_reason", ""),
                        ("withdrawn_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="withdrawn_recognitions_have_day_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognitionapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(("own_points__lte", models.F("total"))), name="own_points_are_at_most_the_total"
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationline",
            constraint=models.UniqueConstraint(
                fields=("application", "position"), name="one_line_a_place_of_an_application"
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("own_points__lte", models.F("weight")),
                    models.Q(
                        ("verified_points__isnull", True), ("verified_points__lte", models.F("weight")), _connector="OR"
                    ),
                ),
                name="points_are_at_most_the_weight",
            ),
        ),
    ]
