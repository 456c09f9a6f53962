"""Rules of early warning, the warnings that they open, and every figure that kept one standing."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0010_digests"),
        ("institutions", "0014_orders_of_accreditations"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlyWarning",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("rule_code", models.CharField(max_length=16)),
                ("place", models.CharField(max_length=64)),
                ("city_code", models.CharField(blank=True, max_length=6)),
                ("county_code", models.CharField(blank=True, max_length=6)),
                ("subject", models.CharField(blank=True, max_length=16)),
                ("tone", models.TextField(choices=[("late", "Urgent"), ("due", "To be watched")])),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "owner_role",
                    models.TextField(
                        choices=[
                            ("officer", "Officer"),
                            ("leader", "Leader of the organ"),
                            ("complaint_handler", "Complaint handler"),
                            ("inspector", "Inspector"),
                            ("auditor", "Auditor"),
                            ("system_administrator", "System administrator"),
                            ("institution_administrator", "Institution administrator"),
                            ("case_clerk", "Case clerk"),
                            ("appraiser", "Appraiser"),
                            ("assistant", "Assistant to appraisers"),
                            ("quality_manager", "Quality manager"),
                            ("head_of_institution", "Head of institution"),
                            ("expert", "Expert"),
                            ("association_secretary", "Association secretary"),
                            ("organ_user", "User of a case-handling organ"),
                        ]
                    ),
                ),
                (
                    "owner_level",
                    models.TextField(
                        choices=[("province", "Province"), ("city", "City"), ("county", "County"), ("none", "None")]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "To be acknowledged"),
                            ("acknowledged", "Acknowledged"),
                            ("closed", "Closed, cause gone"),
                        ],
                        default="open",
                    ),
                ),
                ("since", models.DateField()),
                ("opened_on", models.DateField()),
                ("seen_on", models.DateField()),
                ("figure", models.JSONField()),
                ("acknowledged_on", models.DateField(null=True)),
                ("acknowledged_keys", models.JSONField(default=list)),
                ("reason", models.TextField(blank=True, default="")),
                ("closed_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "acknowledged_in",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.posting",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warnings",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "db_table": "early_warning",
            },
        ),
        migrations.CreateModel(
            name="WarningRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("code", models.CharField(max_length=16)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("pace_behind", "Behind the pace of a target"),
                            ("rate_against_target", "A rate against its target"),
                            ("days_rising", "Days that rise"),
                            ("count_reached", "A count that is reached"),
                            ("expiry_with_open_cases", "An expiry with open cases"),
                            ("items_lost", "Items a city loses"),
                        ]
                    ),
                ),
                (
                    "level",
                    models.TextField(
                        choices=[
                            ("province", "The whole province"),
                            ("city", "Each city"),
                            ("institution", "Each institution"),
                        ]
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=6), blank=True, default=list, size=None
                    ),
                ),
                ("parameters", models.JSONField()),
                ("tone", models.TextField(choices=[("late", "Urgent"), ("due", "To be watched")])),
                ("to_do_zh", models.TextField()),
                ("to_do_en", models.TextField()),
                (
                    "owner_role",
                    models.TextField(
                        choices=[
                            ("officer", "Officer"),
                            ("leader", "Leader of the organ"),
                            ("complaint_handler", "Complaint handler"),
                            ("inspector", "Inspector"),
                            ("auditor", "Auditor"),
                            ("system_administrator", "System administrator"),
                            ("institution_administrator", "Institution administrator"),
                            ("case_clerk", "Case clerk"),
                            ("appraiser", "Appraiser"),
                            ("assistant", "Assistant to appraisers"),
                            ("quality_manager", "Quality manager"),
                            ("head_of_institution", "Head of institution"),
                            ("expert", "Expert"),
                            ("association_secretary", "Association secretary"),
                            ("organ_user", "User of a case-handling organ"),
                        ]
                    ),
                ),
                (
                    "owner_level",
                    models.TextField(
                        choices=[("province", "Province"), ("city", "City"), ("county", "County"), ("none", "None")]
                    ),
                ),
            ],
            options={
                "ordering": ["position", "effective_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "effective_from"), name="one_warning_rule_a_code_and_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("effective_to__isnull", True)),
                        fields=("code",),
                        name="one_warning_rule_without_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seen_on", models.DateField()),
                ("figure", models.JSONField()),
                (
                    "warning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="early_warning.earlywarning",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="early_warning.warningrule",
                    ),
                ),
            ],
            options={
                "db_table": "early_warning_sighting",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="earlywarning",
            name="rule",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="warnings",
                to="early_warning.warningrule",
            ),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(fields=["-opened_on", "-id"], name="early_warning_newest"),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(fields=["city_code", "-opened_on", "-id"], name="early_warning_city_newest"),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(fields=["county_code", "-opened_on", "-id"], name="early_warning_county_newest"),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "acknowledged"))),
                fields=["rank", "since", "id"],
                name="early_warning_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "acknowledged"))),
                fields=["city_code", "rank", "since", "id"],
                name="early_warning_city_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "acknowledged"))),
                fields=["county_code", "rank", "since", "id"],
                name="early_warning_county_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(fields=["rule_code", "place", "opened_on"], name="early_warning_of_a_place"),
        ),
        migrations.AddIndex(
            model_name="earlywarning",
            index=models.Index(
                condition=models.Q(("institution__isnull", False)),
                fields=["institution"],
                name="early_warning_at_house",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("open", "acknowledged"))),
                fields=("rule_code", "place"),
                name="one_warning_a_rule_and_place_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on__isnull", True)),
                    _connector="OR",
                ),
                name="closed_warnings_have_a_day_of_closing",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlywarning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "acknowledged"), _negated=True),
                    models.Q(
                        ("acknowledged_in__isnull", False),
                        ("acknowledged_on__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="acknowledged_warnings_say_by_whom_and_why",
            ),
        ),
    ]
