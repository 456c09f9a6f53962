"""What names are found by: tokens and key of persons, key of organisations."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_postings_do_not_overlap")]

    operations = [
        migrations.AddField("organisation", "name_key", models.TextField(blank=True, default="")),
        migrations.AddField("person", "name_key", models.TextField(blank=True, default="")),
        migrations.AddField(
            "person",
            "tokens",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddIndex(
            "person", django.contrib.postgres.indexes.GinIndex(fields=["tokens"], name="person_by_token")
        ),
        Guard("person", prefix="person", derived=("tokens", "name_key")),
        Guard("organisation", prefix="organisation", derived=("tokens", "name_key", "sort_key")),
    ]
