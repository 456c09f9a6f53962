"""An export of 100,000 cases as CSV and as XLSX by the job itself, beside a COPY of the same columns to a file.

Goals: the memory of the job's process grows by at most 200 MB, whatever the form; CSV takes at most 40 times as
long as the COPY, XLSX at most 160 times. Each form runs in a process of its own, all in one run.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta

os.environ.setdefault("BENCH_CASES", "110000")

from bench import province
from bench.ledgers import start

ROWS, MOST_GROWTH_MB = 100_000, 200
GOALS = {"csv": 40.0, "xlsx": 160.0}
_COPY = """COPY (
    SELECT c.case_number, c.state, k.name_zh, c.accepted_on, c.due_on, c.issued_on, c.client_name, o.name
    FROM cases_case c JOIN law_category k ON k.code = c.category_id
        JOIN accounts_organisation o ON o.id = c.institution_id
    WHERE c.accepted_on >= '{since}' ORDER BY c.accepted_on DESC, c.id DESC
) TO STDOUT WITH (FORMAT csv)"""


def main() -> int:
    """Measure and return 0 when the goals are met."""
    start()
    province.fill()
    from cases.models import Case

    since = Case.objects.order_by("-accepted_on", "-id").values_list("accepted_on", flat=True)[ROWS] - timedelta(days=1)
    bare = min(_copied(since) for _round in range(3))
    print(f"COPY of {Case.objects.filter(accepted_on__gte=since).count():,} rows: {bare:.2f} s", flush=True)
    met = [_measured(form, since, bare) for form in GOALS]
    return 0 if all(met) else 1


def _copied(since: object) -> float:
    import psycopg2

    link = psycopg2.connect(os.environ["DATABASE_URL"])
    with link, link.cursor() as cursor, tempfile.TemporaryFile() as target:
        began = time.perf_counter()
        cursor.copy_expert(_COPY.format(since=since), target)
        seconds = time.perf_counter() - began
    link.close()
    return seconds


def _measured(form: str, since: object, bare: float) -> bool:
    actor = _officer()
    small = _ordered(actor, form, "q=P1000&order=newest")
    large = _ordered(actor, form, f"accepted_from={since}&order=newest")
    answer = subprocess.run(
        [sys.executable, "-m", "bench.export_once", small, large], stdout=subprocess.PIPE, text=True, check=True
    )
    seconds, busy, grown, rows, size = (float(part) for part in answer.stdout.split()[-5:])
    share, growth = seconds / bare, grown / 1024
    met = growth <= MOST_GROWTH_MB and share <= GOALS[form] and rows >= ROWS
    print(
        f"{form}: {rows:,.0f} rows, {size / 1e6:.1f} MB, {seconds:.1f} s ({busy:.1f} s of them busy), "
        f"{share:.1f} times the COPY "
        f"(goal {GOALS[form]:.0f}); memory grew by {growth:.0f} MB (goal {MOST_GROWTH_MB}): "
        f"{'met' if met else 'NOT MET'}",
        flush=True,
    )
    return met


def _ordered(actor, form: str, query: str) -> str:  # type: ignore[no-untyped-def]
    """Order an export without a message for a worker: this measurement runs it itself."""
    from foundation.audit.models import OutboxMessage
    from foundation.desk.lists import known
    from foundation.exchange.actions import exporting

    spec = known("cases")
    columns = [column.code for column in spec.columns if column.shown]
    export = exporting.order(spec, by=actor, query=query, form=form, columns=columns)
    OutboxMessage.objects.filter(topic=exporting.EXPORT_JOB, done_at__isnull=True).update(done_at=export.requested_at)
    return str(export.pk)


def _officer():  # type: ignore[no-untyped-def]
    """A new officer of the province."""
    from uuid import uuid4

    from django.db import transaction

    from foundation.accounts.acting import PostedActor
    from foundation.accounts.roles import Role
    from tests.factories.bodies import make_organ
    from tests.factories.users import make_posting

    mark = uuid4().hex[:8]
    with transaction.atomic():
        posting = make_posting(f"export-{mark}", Role.OFFICER, make_organ(f"示例测量{mark}", "province", "370000"))
    return PostedActor(posting.user, posting)


if __name__ == "__main__":
    sys.exit(main())
