"""Opinions issued on time and late are counted. The SQL is frozen: see cases/kpis.py for the declarations of today."""

from django.db import migrations

from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_conduct"), ("kpi", "0002_guards")]
    operations = [
        InstallMeasures(
            "case",
            (
                Frozen(
                    code="cases.accepted",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "accepted_on" IS NOT NULL)',
                    day='"accepted_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category='"practice_code"::text',
                    by_day=True,
                ),
                Frozen(
                    code="cases.gross",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "issued_on" IS NOT NULL AND "gross_days" IS NOT NULL)',
                    day="date_trunc('month', \"issued_on\"::timestamp)::date",
                    bucket='"gross_days"',
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category='"practice_code"::text',
                    by_day=False,
                ),
                Frozen(
                    code="cases.issued",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "issued_on" IS NOT NULL)',
                    day='"issued_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category='"practice_code"::text',
                    by_day=True,
                ),
                Frozen(
                    code="cases.issued_late",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "issued_on" > ("due_on") AND "issued_on" IS NOT NULL)',
                    day='"issued_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category='"practice_code"::text',
                    by_day=True,
                ),
                Frozen(
                    code="cases.issued_on_time",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "issued_on" <= ("due_on") AND "issued_on" IS NOT NULL)',
                    day='"issued_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category='"practice_code"::text',
                    by_day=True,
                ),
                Frozen(
                    code="cases.open",
                    version=1,
                    counts="\"state\" IN ('in_progress', 'suspended')",
                    day="'0001-01-01'::date",
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category='"practice_code"::text',
                    by_day=False,
                ),
                Frozen(
                    code="cases.terminated",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "terminated_on" IS NOT NULL)',
                    day='"terminated_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category='"practice_code"::text',
                    by_day=True,
                ),
                Frozen(
                    code="cases.turnaround",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "issued_on" IS NOT NULL AND "turnaround_days" IS NOT NULL)',
                    day="date_trunc('month', \"issued_on\"::timestamp)::date",
                    bucket='"turnaround_days"',
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category='"practice_code"::text',
                    by_day=False,
                ),
            ),
        ),
    ]
