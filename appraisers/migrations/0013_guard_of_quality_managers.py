"""No quality manager appears or changes without its event in the stream of the institution."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0012_quality_managers")]
    operations = [Guard("qualitymanager", prefix="institution", key="institution_id")]
