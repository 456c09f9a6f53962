"""No objection, and no document of a restriction, appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0015_objections")]
    operations = [
        Guard("restriction", prefix="restriction", derived=("institution",)),
        Guard("objection", prefix="restriction", key="restriction_id"),
    ]
