"""The trail: events, heads, the functions that append, and the rights of the serving role."""

from django.conf import settings
from django.db import migrations

from foundation.audit import database


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            database.TABLES,
            "DROP TABLE audit_event, audit_head",
            state_operations=[],
        ),
        migrations.RunSQL(
            database.FUNCTIONS,
            """DROP FUNCTION audit_hash, audit_append, audit_append_many CASCADE;
               DROP FUNCTION audit_refuse, audit_refuse_truncate CASCADE""",
        ),
        migrations.RunSQL(database.GRANTS.format(app=settings.PORTAL_APP_ROLE), migrations.RunSQL.noop),
    ]
