"""The counts of a year as fine as they are kept, in one statement: merged cells and what still waits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from foundation.kpi.measures import measure
from foundation.kpi.periods import MONTHS
from foundation.kpi.releases.slots import UNKNOWN, Finest

_MOMENT = "SELECT clock_timestamp()"
_STATEMENT = """
SELECT measure, to_char(month, 'YYYY-MM'), city, category, institution::text, bucket, sum(value)::bigint FROM (
    SELECT measure, month, city, category, institution, bucket, value FROM kpi_institution_month
        WHERE measure = ANY(%(codes)s) AND month BETWEEN %(first)s AND %(last)s
    UNION ALL
    SELECT measure, date_trunc('month', day::timestamp)::date, city, category, institution, bucket, value FROM kpi_delta
        WHERE measure = ANY(%(codes)s) AND day BETWEEN %(first)s AND %(last)s
) u GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(value) <> 0"""

Days = Mapping[Finest, Mapping[int, int]]


@dataclass(frozen=True)
class Counted:
    """What was counted at a moment: by measure the finest counts, and for those of whole days their histograms.

    The moment is taken before counting: an event recorded later was not counted, or is told as late.
    """

    at: datetime
    counts: Mapping[str, Mapping[Finest, int]]
    days: Mapping[str, Days]


def count_year(year: int, codes: Iterable[str]) -> Counted:
    """Count measures of a year, the running one as far as it has come."""
    counts: dict[str, dict[Finest, int]] = {code: defaultdict(int) for code in codes}
    days: dict[str, dict[Finest, dict[int, int]]] = {code: defaultdict(dict) for code in counts if measure(code).bucket}
    values: dict[str, Any] = {"codes": list(counts), "first": date(year, 1, 1), "last": date(year, MONTHS, 31)}
    with connection.cursor() as cursor:
        cursor.execute(_MOMENT)
        (at,) = cursor.fetchone()
        cursor.execute(_STATEMENT, values)
        for code, month, city, category, institution, bucket, value in cursor.fetchall():
            where = Finest(month, city or UNKNOWN, category or UNKNOWN, institution)
            counts[code][where] += value
            if code in days:
                days[code][where][bucket] = value
    return Counted(at, counts, days)
