"""No instrument, calibration, time out of use or method appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("equipment", "0001_equipment")]
    operations = [
        Guard("instrument", prefix="instrument"),
        Guard("calibration", prefix="instrument", key="instrument_id"),
        Guard("maintenance", prefix="instrument", key="instrument_id"),
        Guard("method", prefix="method"),
    ]
