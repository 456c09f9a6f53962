"""No training, assistant or practice appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0010_present_practices")]
    operations = [
        Guard("practice", prefix="appraiser", key="appraiser_id"),
        Guard("training", prefix="appraiser", key="appraiser_id"),
        Guard("assistant", prefix="assistant"),
    ]
