"""The methods that the annex of an accreditation names."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0031_guard_of_ends_of_suspensions"),
    ]

    operations = [
        migrations.AddField(
            model_name="accreditation",
            name="methods",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
    ]
