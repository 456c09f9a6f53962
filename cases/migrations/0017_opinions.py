"""Opinions with versions, sign-offs and what was issued; no row appears or changes without its event."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import foundation.accounts.sealed_field
from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_digests"),
        ("appraisers", "0006_guards_of_roster_columns"),
        ("cases", "0016_terminations"),
        ("institutions", "0006_guards_of_roster_columns"),
    ]

    operations = [
        migrations.AlterField(
            model_name="numberseries",
            name="kind",
            field=models.TextField(choices=[("case", "Case number"), ("opinion", "Opinion number")]),
        ),
        migrations.CreateModel(
            name="IssuedOpinion",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField()),
                ("number", models.TextField()),
                ("code", models.CharField(max_length=32, unique=True)),
                ("issued_on", models.DateField()),
                ("certificates", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("sha256", models.CharField(blank=True, default="", max_length=64)),
                ("pages", models.PositiveIntegerField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issued_opinion", to="cases.case"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("drafting", "Being drafted"),
                            ("signing", "First level: with the appraisers"),
                            ("reviewing", "Second level: with the reviewer"),
                            ("cleared", "Third level: to be issued"),
                            ("returned", "Returned to the appraisers"),
                            ("issued", "Opinion issued"),
                            ("abandoned", "Given up: the appraisal was terminated"),
                        ]
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("waiting_since", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinion", to="cases.case"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["cleared", "drafting", "returned", "reviewing", "signing"])),
                        fields=["institution", "state", "waiting_since", "id"],
                        name="opinion_house_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpinionVersion",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("examined_on", models.DateField(null=True)),
                ("place", foundation.accounts.sealed_field.SealedField(null=True)),
                ("attendees", foundation.accounts.sealed_field.SealedField(null=True)),
                ("facts", foundation.accounts.sealed_field.SealedField(null=True)),
                ("summary", foundation.accounts.sealed_field.SealedField(null=True)),
                ("process", foundation.accounts.sealed_field.SealedField(null=True)),
                ("analysis", foundation.accounts.sealed_field.SealedField(null=True)),
                ("opinion", foundation.accounts.sealed_field.SealedField(null=True)),
                ("annexes", foundation.accounts.sealed_field.SealedField(null=True)),
                ("digest", models.CharField(max_length=64)),
                ("is_ready", models.BooleanField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="appraisers.appraiser",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinion_versions",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="one_version_a_number_and_case")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField()),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Appraisers"), (2, "Reviewer"), (3, "Authorised signatory")]
                    ),
                ),
                (
                    "verdict",
                    models.TextField(
                        choices=[
                            ("agreed", "Agreed"),
                            ("dissented", "Signed with a dissenting opinion"),
                            ("returned", "Returned with a written disagreement"),
                        ]
                    ),
                ),
                ("certificate_number", models.TextField(blank=True)),
                ("note", foundation.accounts.sealed_field.SealedField(null=True)),
                ("on_procedure", foundation.accounts.sealed_field.SealedField(null=True)),
                ("on_opinion", foundation.accounts.sealed_field.SealedField(null=True)),
                ("shortfall", models.TextField(blank=True)),
                ("signed_on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "appraiser",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="appraisers.appraiser",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="cases.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "version", "level", "person"), name="one_sign_off_a_version_level_and_person"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("level__gte", 2)),
                        fields=("case", "version", "level"),
                        name="one_reviewer_and_one_signatory_a_version",
                    ),
                ],
            },
        ),
        Guard("opinion", prefix="case", key="case_id"),
        Guard("opinionversion", prefix="case", key="case_id"),
        Guard("signoff", prefix="case", key="case_id"),
        Guard("issuedopinion", prefix="case", key="case_id"),
    ]
