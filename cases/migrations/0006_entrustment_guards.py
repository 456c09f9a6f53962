"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_entrustments")]
    operations = [
        Guard("entrustment", prefix="case", derived=("due_on", "due_provisional")),
        Guard("entrustedsubject", prefix="case", key="entrustment_id"),
        Guard("entrustedmaterial", prefix="case", key="entrustment_id"),
    ]
