"""The methods of an accreditation change with an event only, like all it says."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0032_methods_of_accreditations")]
    operations = [Guard("accreditation", prefix="institution", key="institution_id")]
