"""The guard of accreditations, without the columns that are gone."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0035_accreditations_without_imports")]
    operations = [Guard("accreditation", prefix="institution", key="institution_id")]
