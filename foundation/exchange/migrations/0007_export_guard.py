"""No export appears or changes without its event; how far its job is says nothing about it."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("exchange", "0006_exports")]
    operations = [Guard("export", prefix="export", derived=("progress_done", "progress_total"))]
