"""A telephone on record changes with an event only, like all a registration says."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0051_present_telephones")]
    operations = [Guard("registrationstate", prefix="institution", key="institution_id")]
