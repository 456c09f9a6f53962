"""No expert, draw or drawn expert appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("recognition", "0005_experts")]
    operations = [
        Guard("expert", prefix="expert"),
        Guard("expertdraw", prefix="expert_draw"),
        Guard("expertseat", prefix="expert_draw", key="draw_id"),
    ]
