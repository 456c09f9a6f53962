"""Checks of figures and ordered recomputes change with an event only; a recompute gathers its sums in temporary tables."""

from django.conf import settings
from django.db import migrations

from foundation.audit.guard import Guard

RIGHTS = """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{app}') AND current_user <> '{app}' THEN
        EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO {app}', current_database());
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("kpi", "0005_checks_and_recounts"), ("audit", "0001_trail")]
    operations = [
        Guard("figurecheck", prefix="figure_check"),
        Guard("recount", prefix="recount"),
        migrations.RunSQL(RIGHTS.format(app=settings.PORTAL_APP_ROLE), migrations.RunSQL.noop),
    ]
