"""Releases and their figures appear and move with an event only, and are never deleted."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("kpi", "0003_releases")]
    operations = [
        Guard("release", prefix="release", derived=("recounted_at", "recounted_changed")),
        Guard("releasedfigure", prefix="release", key="release_id"),
    ]
