"""Findings can come from a capability assessment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0020_guard_of_lapses")]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="source",
            field=models.TextField(
                choices=[
                    ("case_review", "Case review"),
                    ("standing", "Standing conditions"),
                    ("assessment", "Capability assessment"),
                ]
            ),
        ),
    ]
