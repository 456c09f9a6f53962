"""No state of a registration appears without its event, and none changes."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0026_present_registrations")]
    operations = [Guard("registrationstate", prefix="institution", key="institution_id")]
