"""The triggers that count annual reviews. The SQL is frozen: see governance/annual_review/kpis.py for today's declarations."""

from django.db import migrations

from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures


class Migration(migrations.Migration):
    dependencies = [("annual_review", "0002_guards"), ("kpi", "0002_guards")]
    operations = [
        InstallMeasures(
            "annualreview",
            (
                Frozen(
                    code="annual_reviews.decided",
                    version=1,
                    counts='("state" = \'decided\' AND "opened_on" IS NOT NULL)',
                    day='"opened_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                ),
                Frozen(
                    code="annual_reviews.opened",
                    version=1,
                    counts='"opened_on" IS NOT NULL',
                    day='"opened_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                ),
                Frozen(
                    code="annual_reviews.reviewed",
                    version=1,
                    counts='("state" = \'proposed\' AND "opened_on" IS NOT NULL)',
                    day='"opened_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                ),
                Frozen(
                    code="annual_reviews.submitted",
                    version=1,
                    counts='("state" = \'submitted\' AND "opened_on" IS NOT NULL)',
                    day='"opened_on"',
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
