"""A status says whether a registration stands; what bars an institution is a restriction."""

from django.db import migrations, models

STATUSES = [("normal", "In practice"), ("ended", "Ended")]


class Migration(migrations.Migration):
    dependencies = [("institutions", "0044_premises_as_a_condition")]
    operations = [
        migrations.AlterField("institution", "status", models.TextField(choices=STATUSES, default="normal")),
        migrations.AlterField("registrationstate", "status", models.TextField(choices=STATUSES, default="normal")),
    ]
