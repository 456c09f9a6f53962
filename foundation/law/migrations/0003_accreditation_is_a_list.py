"""Where accreditation is compulsory stands in a dated list with its own source, no longer in the tree of categories."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("law", "0002_guards")]
    operations = [
        migrations.RemoveField(model_name="category", name="accreditation_compulsory"),
        Guard("category", prefix="law.category", key="code"),
    ]
