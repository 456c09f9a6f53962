"""No application and no line of its checklist appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("recognition", "0003_applications")]
    operations = [
        Guard("recognitionapplication", prefix="recognition"),
        Guard("applicationline", prefix="recognition", key="application_id"),
    ]
