"""Rounds of the capability assessment, assessments of institutions and their lines."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_guards"),
        ("institutions", "0023_guard_of_recognitions"),
    ]

    operations = [
        migrations.CreateModel(
            name="AssessmentRound",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("computing", "Scores are being computed"),
                            ("disclosed", "Disclosed to the institutions"),
                            ("publishing", "Grades are being published"),
                            ("published", "Grades published"),
                        ],
                        default="computing",
                    ),
                ),
                ("as_of", models.DateField()),
                ("opened_on", models.DateField()),
                ("objections_until", models.DateField()),
                ("settled_until", models.DateField()),
                ("model", models.JSONField()),
                ("model_digest", models.CharField(max_length=64)),
                ("expected", models.PositiveIntegerField()),
                ("computed_on", models.DateField(null=True)),
                ("published_on", models.DateField(null=True)),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-year", "-id"], name="assessment_round_newest"),
                    models.Index(fields=["settled_until", "id"], name="assessment_round_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on__gte", models.F("as_of")),
                            ("objections_until__gte", models.F("opened_on")),
                            ("settled_until__gte", models.F("objections_until")),
                        ),
                        name="the_days_of_an_assessment_follow_each_other",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_on__isnull", False), ("state__in", ["publishing", "published"])),
                            models.Q(
                                models.Q(("state__in", ["publishing", "published"]), _negated=True),
                                ("published_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="published_assessments_have_their_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("computed", "Open to objection"),
                            ("objected", "Objection to be settled"),
                            ("settled", "Objection has been settled"),
                            ("published", "Grade published"),
                        ],
                        default="computed",
                    ),
                ),
                ("computed_on", models.DateField()),
                ("due_on", models.DateField()),
                ("computed_score", models.PositiveSmallIntegerField(null=True)),
                ("computed_grade", models.TextField()),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("grade", models.TextField()),
                ("grade_zh", models.TextField()),
                ("grade_en", models.TextField(blank=True, default="")),
                ("is_low", models.BooleanField(default=False)),
                ("counted", models.PositiveSmallIntegerField()),
                ("objected_on", models.DateField(null=True)),
                ("objected_lines", models.PositiveSmallIntegerField(default=0)),
                ("statement", models.TextField(blank=True, default="")),
                ("settled_on", models.DateField(null=True)),
                ("published_on", models.DateField(null=True)),
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
                        related_name="assessments",
                        to="institutions.institution",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="recognition.assessmentround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AssessmentLine",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.TextField()),
                ("weight", models.PositiveSmallIntegerField()),
                ("value", models.JSONField()),
                ("points", models.PositiveSmallIntegerField(null=True)),
                ("objection", models.TextField(blank=True, default="")),
                (
                    "ruling",
                    models.TextField(
                        blank=True,
                        choices=[("stands", "The line stands"), ("corrected", "The figure is corrected")],
                        default="",
                    ),
                ),
                ("ruled_value", models.JSONField(null=True)),
                ("ruled_points", models.PositiveSmallIntegerField(null=True)),
                ("ruling_reason", models.TextField(blank=True, default="")),
                (
                    "assessment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="recognition.assessment",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "position"), name="one_line_a_place_of_an_assessment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ruling", ""),
                            models.Q(
                                models.Q(("objection", ""), _negated=True),
                                models.Q(("ruling_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_ruling_answers_an_objection",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ruling", "corrected"), _negated=True),
                            ("ruled_value__isnull", False),
                            _connector="OR",
                        ),
                        name="a_corrected_line_has_its_figure",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["-year", "-id"], name="assessment_newest"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["city_code", "-year", "-id"], name="assessment_city_newest"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["county_code", "-year", "-id"], name="assessment_county_newest"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["institution", "-year", "-id"], name="assessment_inst_newest"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("state", "published"), _negated=True),
                fields=["due_on", "id"],
                name="assessment_due",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("state", "published"), _negated=True),
                fields=["city_code", "due_on", "id"],
                name="assessment_city_due",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("state", "published"), _negated=True),
                fields=["county_code", "due_on", "id"],
                name="assessment_county_due",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("state", "published"), _negated=True),
                fields=["institution", "due_on", "id"],
                name="assessment_inst_due",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["round", "city_code", "state"], name="assessment_progress"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                fields=("round", "institution"), name="one_assessment_an_institution_and_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "objected"), _negated=True), ("objected_on__isnull", False), _connector="OR"
                ),
                name="objections_have_their_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "settled"), _negated=True), ("settled_on__isnull", False), _connector="OR"
                ),
                name="settlements_have_their_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_on__isnull", False), ("state", "published")),
                    models.Q(models.Q(("state", "published"), _negated=True), ("published_on__isnull", True)),
                    _connector="OR",
                ),
                name="published_grades_have_their_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__isnull", True), ("score__lte", 10000), _connector="OR"),
                name="a_score_is_at_most_100",
            ),
        ),
    ]
