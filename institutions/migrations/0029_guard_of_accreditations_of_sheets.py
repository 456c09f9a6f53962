"""The import of a certificate of accreditation changes with an event only, like all it says."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0028_accreditations_of_sheets")]
    operations = [Guard("accreditation", prefix="institution", key="institution_id")]
