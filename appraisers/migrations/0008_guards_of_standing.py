"""No renewal of a certificate appears or changes without its event; the guard covers the new column too."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0007_standing")]
    operations = [
        Guard("appraiser", prefix="appraiser", derived=("city_code", "county_code")),
        Guard("certificaterenewal", prefix="appraiser", key="appraiser_id"),
    ]
