"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("early_warning", "0001_warnings")]
    operations = [
        Guard("warningrule", prefix="early_warning_rule", key="code"),
        Guard("earlywarning", prefix="early_warning", derived=("seen_on",)),
        Guard("sighting", prefix="early_warning", key="warning_id"),
    ]
