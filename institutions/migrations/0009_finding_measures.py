"""The trigger that counts findings. The SQL is frozen: see institutions/rectification/kpis.py for the declaration."""

from django.db import migrations

from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures


class Migration(migrations.Migration):
    dependencies = [("institutions", "0008_rectification_guards"), ("kpi", "0002_guards")]
    operations = [
        InstallMeasures(
            "finding",
            (
                Frozen(
                    code="rectification.open_findings",
                    version=1,
                    counts="NOT (\"state\" = 'closed')",
                    day="'0001-01-01'::date",
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=False,
                ),
            ),
        ),
    ]
