"""No material and no entry of its chain appears or changes without its event in the stream of the case."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0033_custody")]
    operations = [
        Guard("material", prefix="case", key="case_id"),
        Guard("custodyentry", prefix="case", key="case_id"),
    ]
