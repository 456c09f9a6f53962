"""No state of a certificate appears without its event, and the end of a certificate is explained by one."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0015_present_certificates")]
    operations = [
        Guard("certificatestate", prefix="appraiser", key="appraiser_id"),
        Guard("appraiser", prefix="appraiser", derived=("city_code", "county_code")),
    ]
