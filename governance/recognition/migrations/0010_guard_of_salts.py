"""The salt of a draw does not change without its event either."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("recognition", "0009_salts_of_draws")]
    operations = [Guard("expertdraw", prefix="expert_draw")]
