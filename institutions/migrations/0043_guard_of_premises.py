"""No premises appear or change without their event in the stream of the institution."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0042_premises")]
    operations = [Guard("premises", prefix="institution", key="institution_id")]
