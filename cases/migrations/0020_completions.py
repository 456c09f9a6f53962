"""Requests to complete an entrustment, which only change with an event; who waits for one still holds its reference."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.models import F, Q

from foundation.audit.guard import Guard

STATES = [
    ("received", "Received, to be decided"),
    ("awaiting", "To be completed by the client"),
    ("withdrawn", "Withdrawn"),
    ("refused", "Not accepted"),
    ("accepted", "Accepted as a case"),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_opinions_on_time"), ("documents", "0002_guards")]

    operations = [
        migrations.AlterField("entrustment", "state", models.TextField(choices=STATES)),
        migrations.RemoveIndex("entrustment", "entrustment_by_reference"),
        migrations.AddIndex(
            "entrustment",
            models.Index(
                fields=["reference_key", "practice_code"],
                name="entrustment_by_reference",
                condition=Q(state__in=["received", "awaiting", "accepted"]) & ~Q(reference_key=""),
            ),
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("wanted", models.TextField()),
                ("asked_on", models.DateField()),
                ("received_on", models.DateField(null=True)),
                ("received", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "entrustment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completions",
                        to="cases.entrustment",
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
                    models.UniqueConstraint(
                        fields=("entrustment", "number"), name="one_completion_a_number_in_an_entrustment"
                    ),
                    models.UniqueConstraint(
                        condition=Q(received_on__isnull=True),
                        fields=("entrustment",),
                        name="one_open_completion_an_entrustment",
                    ),
                    models.CheckConstraint(
                        condition=Q(received_on__isnull=True) | Q(received_on__gte=F("asked_on")),
                        name="a_completion_comes_after_it_is_asked_for",
                    ),
                ],
            },
        ),
        Guard("completion", prefix="case", key="entrustment_id", derived=("letter",)),
    ]
