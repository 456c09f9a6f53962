"""Targets change with an event only; deltas are written by the triggers and by nobody else."""

from django.conf import settings
from django.db import migrations

from foundation.audit.guard import Guard

# The serving role merges (it reads and takes delta rows), but it cannot invent them.
RIGHTS = """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{app}') AND current_user <> '{app}' THEN
        REVOKE INSERT, UPDATE ON kpi_delta FROM {app};
        REVOKE INSERT, UPDATE, DELETE ON kpi_measure FROM {app};
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("kpi", "0001_measures_and_cells"), ("audit", "0001_trail")]
    operations = [
        Guard("target", prefix="kpi.target", key="code"),
        migrations.RunSQL(RIGHTS.format(app=settings.PORTAL_APP_ROLE), migrations.RunSQL.noop),
    ]
