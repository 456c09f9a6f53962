"""Extensions and process entries are counted. The SQL is frozen: see cases/kpis.py and cases/conduct/kpis.py."""

from django.db import migrations, models
from django.db.models import Q

from foundation.audit.guard import Guard
from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures

CASE_DERIVED = ("due_on", "due_provisional", "turnaround_days", "gross_days", "opinion_key", "extended_on")


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_fill_columns_of_conduct_figures"), ("kpi", "0002_guards")]
    operations = [
        migrations.AlterField(
            "processentry",
            "institution",
            models.ForeignKey(
                db_index=False, on_delete=models.PROTECT, related_name="+", to="institutions.institution"
            ),
        ),
        migrations.AlterField("processentry", "city_code", models.CharField(max_length=6)),
        migrations.AlterField("processentry", "county_code", models.CharField(max_length=6)),
        migrations.AddIndex("processentry", models.Index(fields=["-recorded_at", "-id"], name="process_newest")),
        migrations.AddIndex(
            "processentry", models.Index(fields=["city_code", "-recorded_at", "-id"], name="process_city_newest")
        ),
        migrations.AddIndex(
            "processentry", models.Index(fields=["county_code", "-recorded_at", "-id"], name="process_county_newest")
        ),
        migrations.AddIndex(
            "processentry",
            models.Index(fields=["institution", "-recorded_at", "-id"], name="process_institution_newest"),
        ),
        migrations.AddIndex(
            "case",
            models.Index(fields=["-issued_on", "-id"], name="case_extended", condition=Q(extended_on__isnull=False)),
        ),
        Guard("case", prefix="case", derived=CASE_DERIVED),
        Guard("processentry", prefix="case", key="case_id", derived=("recorded_on", "is_prompt")),
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
                    code="cases.issued_extended",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "import_id" IS NULL AND "extended_on" IS NOT NULL AND "issued_on" IS NOT NULL)',
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
                    code="cases.issued_unextended",
                    version=1,
                    counts='(NOT ("state" = \'void\') AND "import_id" IS NULL AND "extended_on" IS NULL AND "issued_on" IS NOT NULL)',
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
                    code="cases.suspended",
                    version=1,
                    counts="\"state\" = 'suspended'",
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
        InstallMeasures(
            "processentry",
            (
                Frozen(
                    code="process.entered_in_time",
                    version=1,
                    counts='("is_prompt" AND "recorded_on" IS NOT NULL)',
                    day='"recorded_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                ),
                Frozen(
                    code="process.entered_later",
                    version=1,
                    counts='(NOT "is_prompt" AND "recorded_on" IS NOT NULL)',
                    day='"recorded_on"',
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
