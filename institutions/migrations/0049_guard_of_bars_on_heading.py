"""From what a restriction keeps somebody changes with an event only, like all it says."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0048_bars_on_heading")]
    operations = [Guard("restriction", prefix="restriction", derived=("institution",))]
