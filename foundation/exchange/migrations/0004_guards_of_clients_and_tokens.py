"""No client or personal token appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_clients_and_tokens")]
    operations = [
        Guard("apiclient", prefix="client", derived=("last_used_at",)),
        Guard("personaltoken", prefix="user", key="user_id", derived=("last_used_at",)),
    ]
