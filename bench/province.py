"""A province of many years for the measurements of figures, written straight into the table of cases.

Only for measuring: the rows carry no events (the owner switches the triggers off while filling), so the
trail of the database of measurements would not verify. The day's changes made later do have theirs.
"""

import os
import random
import time
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg2

CASES = int(os.environ.get("BENCH_CASES", "1500000"))
INSTITUTIONS, YEARS, TODAY = 300, 10, date(2026, 11, 20)
CATEGORIES = (*["FY-02"] * 11, *["FY-05"] * 3, "FY-04", "FY-01", "FY-03", "WZ-01", "WZ-02", "WZ-03", "SX", "HJ")

_FILL = """
INSERT INTO cases_case (trail_seq, id, code, institution_id, city_code, county_code, category_id, practice_code,
    case_number, number_key, state, received_on, accepted_on, effective_on, issued_on, opinion_number,
    termination_ground, client_name, client_kind, matter, appraiser_names, remarks, due_on, due_provisional,
    turnaround_days, gross_days, is_synthetic, opinion_key)
SELECT 0, gen_random_uuid(), 'P' || n, i.organisation_id, i.city_code, i.county_code, c.code, c.code,
    'P' || n, 'P' || n, CASE WHEN c.issued IS NULL THEN 'in_progress' ELSE 'issued' END,
    c.day, c.day, c.day, c.issued, '', '', '示例', 'court', '', '{}', '', c.day + 42, false,
    CASE WHEN c.issued IS NOT NULL THEN c.took END, CASE WHEN c.issued IS NOT NULL THEN c.took END, true, ''
FROM (
    SELECT n, day, took, code, CASE WHEN day + took * 7 / 5 <= %(today)s THEN day + took * 7 / 5 END AS issued, home
    FROM (
        SELECT n, %(today)s::date - (random() * %(days)s)::int AS day,
            least(120, (exp(ln(14) + 0.5 * (random() + random() + random() - 1.5) * 2)))::int AS took,
            (%(categories)s::text[])[1 + floor(random() * %(kinds)s)::int] AS code,
            1 + floor(random() * random() * %(homes)s)::int AS home
        FROM generate_series(%(first)s, %(last)s) n
    ) drawn
) c JOIN (
    SELECT row_number() OVER (ORDER BY licence_number) AS place, organisation_id, city_code, county_code
    FROM institutions_institution WHERE licence_number LIKE 'BP%%'
) i ON i.place = c.home
"""


def fill() -> None:
    """Make sure of the institutions and of so many cases; recompute the cells when rows were added."""
    from cases.models import Case
    from foundation.kpi.merging import merge
    from foundation.kpi.recomputing import recompute

    homes = _institutions()
    have = Case.objects.filter(code__startswith="P").count()
    if have < CASES:
        began = time.perf_counter()
        _insert(have, homes)
        print(f"{CASES - have:,} cases written in {time.perf_counter() - began:.0f} s", flush=True)
    merge()
    recompute()
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    link.close()


def _institutions() -> int:
    """Make the institutions, unequal in size by their place, one after another in the counties of the cities."""
    from django.db import transaction

    from foundation.audit.actors import SYSTEM
    from foundation.audit.regulated import write
    from foundation.law.models import Division
    from institutions.models import Institution
    from tests.factories.bodies import make_organisation

    counties = list(Division.objects.filter(level="county").order_by("code").values_list("code", flat=True))
    have = Institution.objects.filter(licence_number__startswith="BP").count()
    with transaction.atomic():
        for number in range(have, INSTITUTIONS):
            county = counties[number * 37 % len(counties)]
            city = county[:4] + "00"
            name = f"示例测量{number:03d}司法鉴定所"
            body = make_organisation(name, "institution", county, city=city, county=county)
            row = Institution(
                organisation=body, licence_number=f"BP{number:03d}", licence_from=date(2024, 1, 1),
                licence_until=TODAY + timedelta(days=10 * number), abbreviation=f"测{number:03d}",
                practice_codes=list(set(CATEGORIES)), city_code=city, county_code=county,
            )  # fmt: skip
            write(row, "institution.registered", by=SYSTEM)
    return INSTITUTIONS


def insert(have: int, size: int) -> None:
    """Write the cases from `have` to `size`, for whoever measures other sizes."""
    _insert(have, _institutions(), size)


def _insert(have: int, homes: int, size: int = CASES) -> None:
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    with link, link.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_case DISABLE TRIGGER USER")
        values = {
            "today": TODAY, "days": 365 * YEARS, "categories": list(CATEGORIES), "kinds": len(CATEGORIES),
            "homes": homes, "first": have + 1, "last": size,
        }  # fmt: skip
        cursor.execute(_FILL, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_case ENABLE TRIGGER USER")
    link.close()


def change_a_day(draw: random.Random, cases: int = CASES) -> int:
    """One working day of the province through the trail: opinions issued, corrections, new cases. Return the rows.

    `cases` is how many the province has: the day has as many as a day of these years had.
    """
    from django.db import transaction

    from cases.models import Case
    from foundation.audit import trail
    from foundation.audit.actors import SYSTEM

    a_day = max(10, cases // YEARS // 250)
    waiting = list(Case.objects.filter(state="in_progress").order_by("due_on")[:a_day])
    settled = list(Case.objects.filter(state="issued", issued_on__year=TODAY.year)[: a_day // 10])
    filed = [_copy_of(case, draw) for case in waiting]
    with transaction.atomic():
        numbers = trail.append_many(
            trail.Draft(case.stream, "case.measured", SYSTEM) for case in [*waiting, *settled, *filed]
        )
        for case in waiting:
            case.state, case.issued_on = "issued", TODAY
            case.turnaround_days = case.gross_days = draw.randrange(1, 60)
        for case in settled:
            case.practice_code = case.category_id = draw.choice(CATEGORIES)
        for case in [*waiting, *settled, *filed]:
            case.trail_seq = numbers[case.stream]
        columns = ["state", "issued_on", "turnaround_days", "gross_days", "practice_code", "category", "trail_seq"]
        Case.objects.bulk_update([*waiting, *settled], columns, batch_size=500)
        Case.objects.bulk_create(filed)
    return len(waiting) + len(settled) + len(filed)


def _copy_of(case: Any, draw: random.Random) -> Any:
    """A new case like an old one, accepted today."""
    from cases.models import Case

    key = f"N{draw.getrandbits(50):x}"
    values = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
    values |= {
        "id": UUID(int=draw.getrandbits(128), version=4), "code": key[:16], "case_number": key, "number_key": key,
        "accepted_on": TODAY, "received_on": TODAY, "effective_on": TODAY, "due_on": TODAY + timedelta(days=42),
    }  # fmt: skip
    values.pop("recorded_at")
    return Case(**values)
