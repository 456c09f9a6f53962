"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_assessments")]
    operations = [
        Guard("assessmentround", prefix="assessment_round"),
        Guard("assessment", prefix="assessment"),
        Guard("assessmentline", prefix="assessment", key="assessment_id"),
    ]
