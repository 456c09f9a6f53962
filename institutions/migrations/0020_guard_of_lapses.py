"""No lapse appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0019_lapses")]
    operations = [Guard("lapse", prefix="lapse")]
