"""Entrustments that are refused: the day, the ground and the reason, which only change with an event."""

from django.db import migrations, models
from django.db.models import Q

from foundation.audit.guard import Guard

STATES = [("received", "Received, to be decided"), ("withdrawn", "Withdrawn"), ("refused", "Not accepted")]


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_suspended_cases")]

    operations = [
        migrations.AlterField("entrustment", "state", models.TextField(choices=STATES)),
        migrations.AddField("entrustment", "refused_on", models.DateField(null=True)),
        migrations.AddField("entrustment", "refusal_ground", models.TextField(blank=True, default="")),
        migrations.AddField("entrustment", "refusal_reason", models.TextField(blank=True, default="")),
        migrations.AddConstraint(
            "entrustment",
            models.CheckConstraint(
                condition=(Q(state="refused", refused_on__isnull=False) & ~Q(refusal_ground="") & ~Q(refusal_reason=""))
                | (~Q(state="refused") & Q(refused_on__isnull=True, refusal_ground="", refusal_reason="")),
                name="refused_entrustments_have_day_ground_and_reason",
            ),
        ),
        Guard("entrustment", prefix="case", derived=("due_on", "due_provisional")),
    ]
