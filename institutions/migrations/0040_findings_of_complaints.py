"""Findings can come from the decision of a complaint."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0039_guards_of_cooperation")]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="source",
            field=models.TextField(
                choices=[
                    ("case_review", "Case review"),
                    ("standing", "Standing conditions"),
                    ("assessment", "Capability assessment"),
                    ("complaint", "Complaint"),
                ]
            ),
        ),
    ]
