"""Accepted and refused complaints and the time to decide are counted. The SQL is frozen: see complaints/kpis.py."""

from django.db import migrations

from foundation.audit.guard import Guard
from foundation.kpi.compiling import Frozen
from foundation.kpi.installing import InstallMeasures


class Migration(migrations.Migration):
    dependencies = [("complaints", "0010_days_to_decide"), ("kpi", "0002_guards")]
    operations = [
        Guard("complaint", prefix="complaint", derived=("due_on", "due_provisional", "days_to_decide")),
        InstallMeasures(
            "complaint",
            (
                Frozen(
                    code="complaints.accepted",
                    version=1,
                    counts='"accepted_on" IS NOT NULL',
                    day='"accepted_on"',
                    bucket="0",
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=True,
                ),
                Frozen(
                    code="complaints.days_to_decide",
                    version=1,
                    counts='("decided_on" IS NOT NULL AND "days_to_decide" IS NOT NULL)',
                    day="date_trunc('month', \"decided_on\"::timestamp)::date",
                    bucket='"days_to_decide"',
                    institution='"institution_id"',
                    city='"city_code"::text',
                    county='"county_code"::text',
                    category="''",
                    by_day=False,
                ),
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
                    code="complaints.refused",
                    version=1,
                    counts='"refused_on" IS NOT NULL',
                    day='"refused_on"',
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
