"""The triggers that count institutions. The SQL is frozen: see institutions/kpis.py for the declarations of today."""

from django.db import migrations

from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures


class Migration(migrations.Migration):
    dependencies = [("institutions", "0002_guards"), ("kpi", "0002_guards")]
    operations = [
        InstallMeasures(
            "institution",
            (
                Frozen(
                    code="institutions.registered",
                    version=1,
                    counts="NOT (\"status\" = 'ended')",
                    day="'0001-01-01'::date",
                    bucket="0",
                    institution='"organisation_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=False,
                ),
            ),
        ),
    ]
