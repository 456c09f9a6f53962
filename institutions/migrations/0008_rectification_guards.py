"""No finding, order or answer appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0007_rectification")]
    operations = [
        Guard("finding", prefix="finding"),
        Guard("rectificationorder", prefix="rectification", derived=("due_on", "due_provisional")),
        Guard("rectificationanswer", prefix="rectification", key="order_id"),
    ]
