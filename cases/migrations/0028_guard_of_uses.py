"""No use of an instrument or method appears or changes without its event in the stream of the case."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_uses_of_equipment")]
    operations = [Guard("processuse", prefix="case", key="case_id")]
