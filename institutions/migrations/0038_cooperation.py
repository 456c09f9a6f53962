"""Agreements, projects, party branches and alliances of institutions."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_guards"),
        ("institutions", "0037_heads_of_institutions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alliance",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.TextField(unique=True)),
                ("kind", models.CharField(max_length=16)),
                ("purpose", models.TextField()),
                ("partners", models.TextField(blank=True, default="")),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                ("formed_on", models.DateField()),
                ("document_number", models.TextField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alliances_led",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["-formed_on", "name"],
            },
        ),
        migrations.CreateModel(
            name="AllianceMember",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="institutions.alliance"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["joined_on", "recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="Cooperation",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("partner", models.TextField()),
                ("subject", models.TextField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("document_number", models.TextField()),
                ("ended_on", models.DateField(null=True)),
                ("end_document", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "document",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cooperations",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["-valid_from", "document_number"],
            },
        ),
        migrations.CreateModel(
            name="PartyBranch",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("situation", models.CharField(max_length=16)),
                ("established", models.BooleanField()),
                ("eligible", models.BooleanField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_branches",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["-valid_from"],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("level", models.CharField(max_length=16)),
                ("number", models.TextField()),
                ("title", models.TextField()),
                ("funds", models.PositiveBigIntegerField(null=True)),
                ("begun_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("running", "Under way"),
                            ("completed", "Completed with results"),
                            ("stopped", "Given up before its end"),
                        ],
                        default="running",
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                ("results", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="institutions.alliance",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_on", "number"],
            },
        ),
        migrations.AddIndex(
            model_name="alliance",
            index=models.Index(fields=["formed_on", "id"], name="alliance_by_beginning"),
        ),
        migrations.AddConstraint(
            model_name="alliance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gte", models.F("formed_on")), _connector="OR"
                ),
                name="an_alliance_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="alliancemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True)),
                fields=("alliance", "institution"),
                name="an_institution_is_once_in_an_alliance",
            ),
        ),
        migrations.AddConstraint(
            model_name="alliancemember",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_on__isnull", True), ("left_on__gte", models.F("joined_on")), _connector="OR"),
                name="a_member_leaves_after_it_joined",
            ),
        ),
        migrations.AddIndex(
            model_name="cooperation",
            index=models.Index(fields=["valid_from", "id"], name="agreement_by_beginning"),
        ),
        migrations.AddConstraint(
            model_name="cooperation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="an_agreement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="cooperation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_document", ""), ("ended_on__isnull", True)),
                    models.Q(
                        ("ended_on__gte", models.F("valid_from")),
                        ("ended_on__isnull", False),
                        models.Q(("end_document", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_agreement_is_ended_by_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="cooperation",
            constraint=models.UniqueConstraint(
                fields=("institution", "document_number", "valid_from"), name="an_agreement_is_recorded_once"
            ),
        ),
        migrations.AddIndex(
            model_name="partybranch",
            index=models.Index(fields=["valid_from", "id"], name="party_branch_by_beginning"),
        ),
        migrations.AddConstraint(
            model_name="partybranch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_until__isnull", True)),
                fields=("institution",),
                name="one_statement_on_the_party_branch",
            ),
        ),
        migrations.AddConstraint(
            model_name="partybranch",
            constraint=models.UniqueConstraint(
                fields=("institution", "valid_from"), name="one_party_branch_statement_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="partybranch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="a_party_branch_statement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="partybranch",
            constraint=models.CheckConstraint(
                condition=models.Q(("established", False), ("eligible", True), _connector="OR"),
                name="who_has_a_party_branch_is_eligible",
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(
                condition=models.Q(("state", "running")), fields=["due_on", "id"], name="project_by_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(fields=("institution", "number"), name="a_project_is_recorded_once"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("begun_on"))), name="a_project_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("results", ""), ("state", "running")),
                    models.Q(
                        models.Q(("state", "running"), _negated=True),
                        ("ended_on__gte", models.F("begun_on")),
                        ("ended_on__isnull", False),
                        models.Q(("results", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_project_that_is_over_says_what_came_of_it",
            ),
        ),
    ]
