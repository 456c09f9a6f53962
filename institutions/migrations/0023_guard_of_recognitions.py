"""No recognition appears or changes without its event in the stream of the institution."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0022_recognitions")]
    operations = [Guard("recognition", prefix="institution", key="institution_id")]
