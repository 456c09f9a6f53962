"""No outsider or employment appears or changes without its event; an expert's new column neither."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("recognition", "0007_outsiders")]
    operations = [
        Guard("expert", prefix="expert"),
        Guard("outsider", prefix="outsider"),
        Guard("employment", prefix="outsider", key="outsider_id"),
    ]
