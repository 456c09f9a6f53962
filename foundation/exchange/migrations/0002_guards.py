"""No import, correction or memory appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_imports")]
    operations = [
        Guard("import", prefix="import", derived=("progress_done", "progress_total", "progress_phase")),
        Guard("correction", prefix="import", key="source_id"),
        Guard("sheetmemory", prefix="sheet-memory"),
    ]
