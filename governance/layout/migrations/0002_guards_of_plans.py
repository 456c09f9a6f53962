"""No plan of a city and none of its targets appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("layout", "0001_plans")]
    operations = [
        Guard("layoutplan", prefix="layout_plan"),
        Guard("layouttarget", prefix="layout_plan", key="plan_id"),
    ]
