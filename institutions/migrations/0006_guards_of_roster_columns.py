"""The guard covers the new columns too: none of them changes without an event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0005_roster_columns")]
    operations = [
        Guard("institution", prefix="institution", key="organisation_id"),
    ]
