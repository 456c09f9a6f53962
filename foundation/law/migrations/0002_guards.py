"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("law", "0001_legal_tables")]
    operations = [
        Guard("source", prefix="law.source", key="code"),
        Guard("article", prefix="law.article", key="code"),
        Guard("ground", prefix="law.ground", key="code"),
        Guard("deadlinerule", prefix="law.deadline", key="code"),
        Guard("category", prefix="law.category", key="code"),
        Guard("division", prefix="law.division", key="code"),
        Guard("formercategory", prefix="law.category", key="code"),
        Guard("formerdivision", prefix="law.division", key="code"),
    ]
