"""The triggers that count grades of assessments. The SQL is frozen: see governance/recognition/kpis.py."""

from django.db import migrations

from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures


class Migration(migrations.Migration):
    dependencies = [("institutions", "0040_findings_of_complaints"), ("kpi", "0013_fill_years_of_parts")]
    operations = [
        InstallMeasures(
            "recognition",
            (
                Frozen(
                    code="recognition.graded_dj-1",
                    version=1,
                    counts='("kind" = \'grade\' AND "value" = \'DJ-1\' AND "valid_from" IS NOT NULL)',
                    day='"valid_from"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                    parts_by_day=False,
                ),
                Frozen(
                    code="recognition.graded_dj-2",
                    version=1,
                    counts='("kind" = \'grade\' AND "value" = \'DJ-2\' AND "valid_from" IS NOT NULL)',
                    day='"valid_from"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                    parts_by_day=False,
                ),
                Frozen(
                    code="recognition.graded_dj-3",
                    version=1,
                    counts='("kind" = \'grade\' AND "value" = \'DJ-3\' AND "valid_from" IS NOT NULL)',
                    day='"valid_from"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                    parts_by_day=False,
                ),
                Frozen(
                    code="recognition.graded_dj-4",
                    version=1,
                    counts='("kind" = \'grade\' AND "value" = \'DJ-4\' AND "valid_from" IS NOT NULL)',
                    day='"valid_from"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                    parts_by_day=False,
                ),
            ),
        ),
    ]
