"""Calibrations by their day: the order of their list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("equipment", "0002_guards"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="calibration",
            index=models.Index(fields=["performed_on", "id"], name="calibration_by_day"),
        ),
    ]
