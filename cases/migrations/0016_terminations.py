"""Terminations decided in the portal: one a case, explained by the events of the case."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.models import Q

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_assignments")]

    operations = [
        migrations.CreateModel(
            name="Termination",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("terminated_on", models.DateField()),
                ("ground", models.TextField()),
                ("reason", models.TextField()),
                ("return_until", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="termination", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(ground="") & ~Q(reason=""), name="terminations_have_a_ground_and_a_reason"
                    )
                ],
            },
        ),
        Guard("termination", prefix="case", key="case_id"),
    ]
