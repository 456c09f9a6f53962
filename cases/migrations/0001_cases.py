import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import foundation.accounts.sealed_field


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0001_institutions"),
        ("law", "0001_legal_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=16, unique=True)),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                ("practice_code", models.CharField(max_length=16)),
                ("case_number", models.TextField()),
                ("number_key", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("in_progress", "In progress"),
                            ("suspended", "Suspended"),
                            ("issued", "Opinion issued"),
                            ("terminated", "Terminated"),
                        ]
                    ),
                ),
                ("received_on", models.DateField(null=True)),
                ("accepted_on", models.DateField()),
                ("effective_on", models.DateField()),
                ("issued_on", models.DateField(null=True)),
                ("opinion_number", models.TextField(blank=True)),
                ("terminated_on", models.DateField(null=True)),
                ("termination_ground", models.TextField(blank=True)),
                ("client_name", models.TextField()),
                (
                    "client_kind",
                    models.TextField(
                        choices=[
                            ("court", "Court"),
                            ("procuratorate", "Procuratorate"),
                            ("police", "Police"),
                            ("arbitration", "Arbitration body"),
                            ("other_organ", "Other case-handling organ"),
                            ("non_litigation", "Outside litigation"),
                        ]
                    ),
                ),
                ("matter", models.TextField(blank=True)),
                (
                    "appraiser_names",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("fee", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("remarks", models.TextField(blank=True)),
                ("due_on", models.DateField(null=True)),
                ("due_provisional", models.BooleanField(default=False)),
                ("turnaround_days", models.IntegerField(null=True)),
                ("gross_days", models.IntegerField(null=True)),
                ("import_id", models.UUIDField(null=True)),
                ("import_row", models.IntegerField(null=True)),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="law.category"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="institutions.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", foundation.accounts.sealed_field.SealedField(null=True)),
                ("identity_number", foundation.accounts.sealed_field.SealedField(null=True)),
                ("identity_index", models.BinaryField(max_length=32, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subjects", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["-accepted_on", "-id"], name="case_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["city_code", "-accepted_on", "-id"], name="case_city_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["county_code", "-accepted_on", "-id"], name="case_county_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["institution", "-accepted_on", "-id"], name="case_institution_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("issued_on__isnull", False)), fields=["-issued_on", "-id"], name="case_issued"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("issued_on__isnull", False)),
                fields=["city_code", "-issued_on", "-id"],
                name="case_city_issued",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("issued_on__isnull", False)),
                fields=["institution", "-issued_on", "-id"],
                name="case_institution_issued",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("state", "in_progress")), fields=["due_on", "id"], name="case_due"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "in_progress")), fields=["city_code", "due_on", "id"], name="case_city_due"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "in_progress")),
                fields=["institution", "due_on", "id"],
                name="case_institution_due",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["number_key"], name="case_by_number", opclasses=["text_pattern_ops"]),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("import_id__isnull", False)),
                fields=["import_id", "import_row"],
                name="case_by_import",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("institution", "number_key"), name="one_case_a_number_and_institution"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on__isnull", True), ("issued_on__gte", models.F("accepted_on")), _connector="OR"
                ),
                name="an_opinion_follows_acceptance",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("terminated_on__isnull", True), ("terminated_on__gte", models.F("accepted_on")), _connector="OR"
                ),
                name="a_termination_follows_acceptance",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issued_on__isnull", False), ("state", "issued")),
                    models.Q(models.Q(("state", "issued"), _negated=True), ("issued_on__isnull", True)),
                    _connector="OR",
                ),
                name="issued_cases_have_a_day_of_issue",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "terminated"), ("terminated_on__isnull", False)),
                    models.Q(models.Q(("state", "terminated"), _negated=True), ("terminated_on__isnull", True)),
                    _connector="OR",
                ),
                name="terminated_cases_have_a_day_of_termination",
            ),
        ),
        migrations.AddIndex(
            model_name="subject",
            index=models.Index(
                condition=models.Q(("identity_index__isnull", False)),
                fields=["identity_index"],
                name="subject_by_identity",
            ),
        ),
    ]
