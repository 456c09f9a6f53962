"""No agreement, project, party branch or alliance appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0038_cooperation")]
    operations = [
        Guard("cooperation", prefix="institution", key="institution_id"),
        Guard("partybranch", prefix="institution", key="institution_id"),
        Guard("project", prefix="institution", key="institution_id"),
        Guard("alliance", prefix="alliance", key="id"),
        Guard("alliancemember", prefix="alliance", key="alliance_id"),
    ]
