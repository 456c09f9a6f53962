"""No version of a letter of entrustment appears or changes without its event in the stream of the case."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0037_agreements")]
    operations = [Guard("agreement", prefix="case", key="case_id", derived=("letter",))]
