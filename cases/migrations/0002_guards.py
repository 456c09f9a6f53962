"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases")]
    operations = [
        Guard("case", prefix="case", derived=("due_on", "due_provisional", "turnaround_days", "gross_days")),
        Guard("subject", prefix="case", key="case_id"),
    ]
