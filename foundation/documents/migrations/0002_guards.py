"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_stored_file")]
    operations = [
        Guard("storedfile", prefix="file", derived=("city_code", "county_code")),
    ]
