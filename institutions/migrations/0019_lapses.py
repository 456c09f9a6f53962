"""Lost standing conditions, and findings about them."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0018_guard_of_policies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="source",
            field=models.TextField(choices=[("case_review", "Case review"), ("standing", "Standing conditions")]),
        ),
        migrations.CreateModel(
            name="Lapse",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                (
                    "condition",
                    models.TextField(
                        choices=[
                            ("third_appraiser", "Full-time appraisers of an item"),
                            ("accreditation", "Compulsory accreditation of an item"),
                            ("instruments", "Instruments of an item"),
                            ("quality_manager", "Quality manager of a practice category"),
                            ("activity", "Practice without a year's pause"),
                        ]
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=16)),
                ("rule", models.CharField(max_length=16)),
                ("article", models.TextField()),
                ("stops_item", models.BooleanField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "Condition lost"),
                            ("asked", "Suspension asked for"),
                            ("suspended", "Suspended for rectification"),
                            ("closed", "Lapse closed"),
                        ],
                        default="open",
                    ),
                ),
                ("since", models.DateField()),
                ("noticed_on", models.DateField()),
                ("ask_by", models.DateField(null=True)),
                ("asked_on", models.DateField(null=True)),
                ("asked_until", models.DateField(null=True)),
                ("plan", models.TextField(blank=True, default="")),
                ("decided_on", models.DateField(null=True)),
                ("decision_document", models.TextField(blank=True, default="")),
                ("decision_reason", models.TextField(blank=True, default="")),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("restored", "Condition kept again"),
                            ("given_up", "Item given up"),
                            ("ended", "Registration has ended"),
                        ],
                        default="",
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.finding",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lapses",
                        to="institutions.institution",
                    ),
                ),
                (
                    "restriction",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.restriction",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-noticed_on", "-id"], name="lapse_newest"),
                    models.Index(fields=["city_code", "-noticed_on", "-id"], name="lapse_city_newest"),
                    models.Index(fields=["county_code", "-noticed_on", "-id"], name="lapse_county_newest"),
                    models.Index(fields=["institution", "-noticed_on", "-id"], name="lapse_institution_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("open", "asked", "suspended"))),
                        fields=("institution", "condition", "category"),
                        name="a_condition_is_lost_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", False),
                                ("state", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_on__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="closed_lapses_have_day_and_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "asked"), _negated=True),
                            models.Q(("asked_on__isnull", False), ("asked_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_asked_suspension_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "suspended"), _negated=True),
                            models.Q(("decided_on__isnull", False), ("restriction__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_suspended_lapse_names_its_restriction",
                    ),
                ],
            },
        ),
    ]
