"""The new tables and columns change only with an event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("complaints", "0007_investigation")]
    operations = [
        Guard("complaint", prefix="complaint", derived=("due_on", "due_provisional")),
        Guard("allegation", prefix="complaint", key="complaint_id"),
        Guard("investigator", prefix="complaint", key="complaint_id"),
        Guard("inquiry", prefix="complaint", key="complaint_id"),
        Guard("identityrequest", prefix="complaint", key="complaint_id"),
    ]
