"""Supplements, extensions and the process record of cases, which only change with an event of the case."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import foundation.accounts.sealed_field
from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("appraisers", "0006_guards_of_roster_columns"),
        ("cases", "0017_opinions"),
        ("documents", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("requested", "Requested, to be decided"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("lapsed", "Lapsed: the case ended undecided"),
                        ]
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("requested_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("informed_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="cases.case",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "requested")), fields=["requested_on", "id"], name="extension_open"
                    ),
                    models.Index(
                        condition=models.Q(("informed_on__isnull", True), ("state", "approved")),
                        fields=["decided_on", "id"],
                        name="extension_untold",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="one_extension_a_number_in_a_case"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "requested")),
                        fields=("case",),
                        name="one_open_request_for_extension_a_case",
                    ),
                    models.CheckConstraint(condition=models.Q(("days__gte", 1)), name="an_extension_lengthens"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", True), ("state__in", ["requested", "lapsed"])),
                            models.Q(
                                ("decided_on__gte", models.F("requested_on")),
                                ("state__in", ["approved", "declined"]),
                            ),
                            _connector="OR",
                        ),
                        name="decided_extensions_have_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("informed_on__isnull", True),
                            models.Q(("informed_on__gte", models.F("decided_on")), ("state", "approved")),
                            _connector="OR",
                        ),
                        name="clients_are_informed_of_what_is_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessEntry",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.TextField()),
                ("happened_at", models.DateTimeField()),
                ("text", foundation.accounts.sealed_field.SealedField(null=True)),
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
                        related_name="process",
                        to="cases.case",
                    ),
                ),
                (
                    "counters",
                    models.OneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countered_by",
                        to="cases.processentry",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="one_process_entry_a_number_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counters__isnull", True),
                            models.Q(("counters", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="no_entry_counters_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("ground", models.TextField()),
                ("wanted", models.TextField()),
                (
                    "supplier",
                    models.TextField(
                        choices=[
                            ("client", "The client"),
                            ("subject", "The subject, collected once more"),
                            ("others", "Others, through the client"),
                        ]
                    ),
                ),
                ("asked_on", models.DateField()),
                ("received_on", models.DateField(null=True)),
                ("received", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplements",
                        to="cases.case",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="one_supplement_a_number_in_a_case"),
                    models.UniqueConstraint(
                        condition=models.Q(("received_on__isnull", True)),
                        fields=("case",),
                        name="one_open_supplement_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True), ("received_on__gte", models.F("asked_on")), _connector="OR"
                        ),
                        name="a_supplement_comes_after_it_is_asked_for",
                    ),
                ],
            },
        ),
        Guard("supplement", prefix="case", key="case_id", derived=("letter",)),
        Guard("extension", prefix="case", key="case_id", derived=("letter",)),
        Guard("processentry", prefix="case", key="case_id"),
    ]
