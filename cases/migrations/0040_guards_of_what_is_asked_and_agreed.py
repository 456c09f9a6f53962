"""What came to entrustments and requests is guarded too, and no agreed time for a decision appears without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0039_asked_once_and_agreed_decisions")]
    operations = [
        Guard("entrustment", prefix="case", derived=("due_on", "due_provisional")),
        Guard("completion", prefix="case", key="entrustment_id", derived=("letter",)),
        Guard("agreeddecision", prefix="case", key="entrustment_id"),
    ]
