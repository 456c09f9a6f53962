"""No report appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_reports")]
    operations = [Guard("report", prefix="report")]
