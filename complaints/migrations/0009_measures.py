"""The triggers that count complaints. The SQL is frozen: see complaints/kpis.py for the declarations of today."""

from django.db import migrations

from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures


class Migration(migrations.Migration):
    dependencies = [("complaints", "0008_investigation_guards"), ("kpi", "0002_guards")]
    operations = [
        InstallMeasures(
            "complaint",
            (
                Frozen(
                    code="complaints.decided",
                    version=1,
                    counts='"decided_on" IS NOT NULL',
                    day='"decided_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                ),
                Frozen(
                    code="complaints.received",
                    version=1,
                    counts='"received_on" IS NOT NULL',
                    day='"received_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                ),
                Frozen(
                    code="complaints.upheld",
                    version=1,
                    counts='("upheld" AND "decided_on" IS NOT NULL)',
                    day='"decided_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                ),
            ),
        ),
    ]
