"""The normalised opinion number: what the public check page looks an opinion up by."""

from django.db import migrations, models

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_numbers_of_an_institution")]

    operations = [
        migrations.AddField("case", "opinion_key", models.TextField(blank=True, default="", db_default="")),
        migrations.AddIndex(
            "case",
            models.Index(fields=["opinion_key"], name="case_by_opinion", condition=~models.Q(opinion_key="")),
        ),
        Guard(
            "case",
            prefix="case",
            derived=("due_on", "due_provisional", "turnaround_days", "gross_days", "opinion_key"),
        ),
    ]
