"""What is reported of a lapse changes with an event only, like all it says."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0030_ends_of_suspensions")]
    operations = [Guard("lapse", prefix="lapse")]
