"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_complaints")]
    operations = [
        Guard("complaint", prefix="complaint", derived=("due_on", "due_provisional")),
        Guard("complainant", prefix="complaint", key="complaint_id"),
        Guard("allegation", prefix="complaint", key="complaint_id"),
    ]
