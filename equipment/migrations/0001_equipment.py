"""Instruments with their calibrations and times out of use, and the methods of institutions."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0014_orders_of_accreditations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.TextField()),
                ("name", models.TextField()),
                ("type_name", models.TextField(blank=True, default="")),
                ("maker", models.TextField(blank=True, default="")),
                ("serial_number", models.TextField(blank=True, default="")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), size=None),
                ),
                (
                    "methods",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("needs_calibration", models.BooleanField(default=True)),
                ("in_service_from", models.DateField()),
                ("calibrated_until", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instruments",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Calibration",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField(choices=[("verification", "Verification"), ("calibration", "Calibration")])),
                ("performed_on", models.DateField()),
                ("passed", models.BooleanField()),
                ("valid_until", models.DateField(null=True)),
                ("performed_by", models.TextField()),
                ("certificate_number", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calibrations",
                        to="equipment.instrument",
                    ),
                ),
            ],
            options={
                "ordering": ["-performed_on", "-recorded_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Maintenance",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[("maintenance", "Maintenance"), ("repair", "Repair"), ("fault", "Fault")]
                    ),
                ),
                ("began_on", models.DateField()),
                ("why", models.TextField()),
                ("ended_on", models.DateField(null=True)),
                ("done", models.TextField(blank=True, default="")),
                ("recalibrate", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="maintenance",
                        to="equipment.instrument",
                    ),
                ),
            ],
            options={
                "ordering": ["-began_on", "-recorded_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Method",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("title", models.TextField()),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "National standard"),
                            (2, "Standard or technical norm of the profession"),
                            (3, "Recognised by most experts of the field"),
                        ]
                    ),
                ),
                ("note", models.TextField(blank=True, default="")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), size=None),
                ),
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
                        related_name="methods",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.AddIndex(
            model_name="instrument",
            index=models.Index(fields=["number", "id"], name="instrument_by_number"),
        ),
        migrations.AddIndex(
            model_name="instrument",
            index=models.Index(fields=["institution", "number", "id"], name="instrument_house_number"),
        ),
        migrations.AddIndex(
            model_name="instrument",
            index=models.Index(
                condition=models.Q(("withdrawn_on", None)), fields=["calibrated_until", "id"], name="instrument_by_end"
            ),
        ),
        migrations.AddIndex(
            model_name="instrument",
            index=models.Index(
                condition=models.Q(("withdrawn_on", None)),
                fields=["institution", "calibrated_until", "id"],
                name="instrument_house_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.UniqueConstraint(
                fields=("institution", "number"), name="an_instrument_number_once_an_institution"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("categories", []), _negated=True), name="an_instrument_serves_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__isnull", True), ("withdrawn_on__gte", models.F("in_service_from")), _connector="OR"
                ),
                name="an_instrument_is_withdrawn_after_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="calibration",
            constraint=models.UniqueConstraint(
                fields=("instrument", "performed_on", "certificate_number"), name="a_calibration_is_recorded_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="calibration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed", True), ("valid_until__gte", models.F("performed_on"))),
                    models.Q(("passed", False), ("valid_until__isnull", True)),
                    _connector="OR",
                ),
                name="a_passed_calibration_says_how_long_it_holds",
            ),
        ),
        migrations.AddIndex(
            model_name="maintenance",
            index=models.Index(fields=["instrument", "-began_on"], name="maintenance_of_an_instrument"),
        ),
        migrations.AddConstraint(
            model_name="maintenance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("instrument",),
                name="an_instrument_is_out_of_use_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="maintenance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done", ""), ("ended_on__isnull", True)),
                    models.Q(("ended_on__gte", models.F("began_on")), models.Q(("done", ""), _negated=True)),
                    _connector="OR",
                ),
                name="an_end_of_maintenance_says_what_was_done",
            ),
        ),
        migrations.AddIndex(
            model_name="method",
            index=models.Index(fields=["code", "id"], name="method_by_code"),
        ),
        migrations.AddIndex(
            model_name="method",
            index=models.Index(fields=["institution", "code", "id"], name="method_house_code"),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_until__isnull", True)),
                fields=("institution", "code"),
                name="a_method_is_taken_up_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.CheckConstraint(
                condition=models.Q(("categories", []), _negated=True), name="a_method_serves_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="a_method_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rank", 3), _negated=True), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="a_method_of_the_experts_says_why_there_is_no_standard",
            ),
        ),
    ]
