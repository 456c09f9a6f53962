"""Whether somebody took part in an earlier appraisal of the same matter, beside the filing of an entrustment.

Goal: the look-up at most 5 % of a filing, at 10 million cases with a subject each. Both sides alternate in one run.
One look-up in ten finds an earlier case, which is more than practice has. A case is assigned soon after its subjects
were written, so that their rows and their places in the indexes lie in memory: each look-up is made once before it is
timed. The first one, of a case of years ago whose pages have to be fetched, is printed beside it. Sizes as for the
lists (SCALE=middle, full).
"""

import os
import statistics
import sys
import time
from typing import Any

import psycopg2

from bench import scales
from bench.ledgers import start

GOAL, LOOKS = 0.05, 300
# Nine subjects in ten are seen once, one in ten a second time; the sealed values are as long as sealed names are.
_SUBJECTS = """
INSERT INTO cases_subject (trail_seq, id, case_id, name, identity_number, identity_index)
SELECT 0, gen_random_uuid(), id, '\\x00'::bytea, NULL,
    sha256(convert_to(CASE WHEN number %% 10 = 0 THEN number - 7 ELSE number END::text, 'UTF8'))
FROM (SELECT id, substr(code, 2)::bigint AS number FROM cases_case WHERE code LIKE 'P%%') cases
WHERE number > %(have)s
"""


def main() -> int:
    """Measure every size and return 0 when the goal is met at the largest."""
    start()
    from bench.measure_filing import _home, _verb
    from cases.conduct.earlier import earlier_participation

    share = 0.0
    acts = _verb(_home())
    next(acts)
    for size in scales.grown(scales.asked()):
        _fill(size)
        cases = _asked()
        people = _appraisers()
        cold: list[float] = []
        looked: list[float] = []
        filed: list[float] = []
        for case in cases:
            for taken in (cold, looked):
                began = time.perf_counter()
                earlier_participation(case, people)
                taken.append(time.perf_counter() - began)
            began = time.perf_counter()
            next(acts)
            filed.append(time.perf_counter() - began)
        look, filing = statistics.median(looked) * 1000, statistics.median(filed) * 1000
        share = look / filing
        first = statistics.median(cold) * 1000
        print(f"  {size:,} cases: look-up {look:.2f} ms (first {first:.2f} ms), filing {filing:.2f} ms", flush=True)
        print(f"  the look-up against a filing: {share:.1%}, goal {GOAL:.0%}: {'met' if share <= GOAL else 'NOT MET'}")
    return 0 if share <= GOAL else 1


def _fill(size: int) -> None:
    """Give every case of the measurements a subject; the guards are off for the while, as for the cases themselves."""
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    with link, link.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(substr(c.code, 2)::bigint), 0) FROM cases_subject s"
            " JOIN cases_case c ON c.id = s.case_id WHERE c.code LIKE 'P%'"
        )
        have = cursor.fetchone()[0]
        if have < size:
            cursor.execute("ALTER TABLE cases_subject DISABLE TRIGGER USER")
            cursor.execute(_SUBJECTS, {"have": have})
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE cases_subject ENABLE TRIGGER USER")
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) cases_subject")
    link.close()


def _asked() -> list[Any]:
    """Cases from all over the table, every tenth with a subject that was seen before."""
    from cases.models import Case

    count = Case.objects.filter(code__startswith="P").count()
    step = count // LOOKS // 10 * 10 + 1  # odd in its last digit, so that every last digit comes up
    codes = [f"P{1 + place * step}" for place in range(LOOKS)]
    return list(Case.objects.filter(code__in=codes))


def _appraisers() -> list[Any]:
    """Two appraisers of one institution, as an assignment names them."""
    from django.db import transaction

    from appraisers.models import Appraiser
    from bench.ledgers import new_institution
    from tests.factories.people import make_appraiser

    known = list(Appraiser.objects.all()[:2])  # those of an earlier run in the same database
    if len(known) == 2:
        return known
    home = new_institution()
    with transaction.atomic():
        return [make_appraiser(home) for _each in range(2)]


if __name__ == "__main__":
    sys.exit(main())
