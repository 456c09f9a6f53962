"""The new table and the new column change only with an event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("complaints", "0003_supplements")]
    operations = [
        Guard("complaint", prefix="complaint", derived=("due_on", "due_provisional")),
        Guard("supplementrequest", prefix="complaint", key="complaint_id"),
    ]
