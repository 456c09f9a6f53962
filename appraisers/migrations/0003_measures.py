"""The triggers that count appraisers. The SQL is frozen: see appraisers/kpis.py for the declarations of today."""

from django.db import migrations

from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0002_guards"), ("kpi", "0002_guards")]
    operations = [
        InstallMeasures(
            "appraiser",
            (
                Frozen(
                    code="appraisers.registered",
                    version=1,
                    counts="true",
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
