"""The guard covers the new columns too: none of them changes without an event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0005_roster_columns")]
    operations = [
        Guard("appraiser", prefix="appraiser", derived=("city_code", "county_code")),
    ]
