"""No result of a year appears or changes without its event in the stream of the institution."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0012_year_standings")]
    operations = [Guard("yearstanding", prefix="institution", key="institution_id")]
