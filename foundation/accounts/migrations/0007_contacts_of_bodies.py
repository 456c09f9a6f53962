"""Address, telephone and office hours of a body, as its own people keep them."""

from django.db import migrations, models

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_machine_accounts")]

    operations = [
        migrations.AddField("organisation", "address", models.TextField(blank=True, default="")),
        migrations.AddField("organisation", "telephone", models.TextField(blank=True, default="")),
        migrations.AddField("organisation", "office_hours", models.TextField(blank=True, default="")),
        Guard("organisation", prefix="organisation", derived=("tokens", "name_key", "sort_key")),
    ]
