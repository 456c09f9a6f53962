"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0001_appraisers")]
    operations = [
        Guard("appraiser", prefix="appraiser", derived=("city_code", "county_code")),
    ]
