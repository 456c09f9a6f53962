"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_institutions")]
    operations = [
        Guard("institution", prefix="institution", key="organisation_id"),
    ]
