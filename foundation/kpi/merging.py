"""The merge: delta rows become cells, each exactly once, whoever merges and however often.

Taking a row and adding it are one statement, so a page that reads cells and deltas in one statement
sees every change once, before the merge or after it.
"""

from dataclasses import asdict, dataclass

from django.db import connection, transaction

from foundation.kpi.compiling import COLUMNS
from foundation.kpi.tiers import TIERS

LOCK = 7_002 << 40
"""The advisory lock that merge and recompute hold: nobody else changes cells meanwhile."""

RECOUNTING = LOCK + 1
"""The advisory lock of a recompute under way: jobs that would wait for it do something else meanwhile."""

BATCH = 50_000


@dataclass(frozen=True)
class Merged:
    """What a merge did: delta rows taken, cells written."""

    deltas: int = 0
    cells: int = 0

    def as_result(self) -> dict[str, int]:
        """The numbers for the row of the job."""
        return asdict(self)


def merge(*, batch: int = BATCH) -> Merged:
    """Merge all waiting delta rows, `batch` at a time, one transaction a batch.

    Two workers wait for each other; rows committed late with an early id wait for the next merge.
    """
    total = Merged()
    while True:
        done = merge_some(batch)
        total = Merged(total.deltas + done.deltas, total.cells + done.cells)
        if done.deltas < batch:
            return total


def merge_some(most: int) -> Merged:
    """Merge up to `most` of the oldest delta rows in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_STATEMENT, [most])
        deltas, cells = cursor.fetchone()
        return Merged(int(deltas), int(cells))


def is_recounting() -> bool:
    """Whether a recompute counts at this moment; what changes meanwhile waits in kpi_delta and is shown too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted "
            "AND classid = %s AND objid = %s "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [RECOUNTING >> 32, RECOUNTING & 0xFFFFFFFF],
        )
        return bool(cursor.fetchone()[0])


def waiting() -> int:
    """Count the delta rows not yet merged (the health page names a backlog)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kpi_delta")
        return int(cursor.fetchone()[0])


def _statement() -> str:
    adding = ", ".join(f"{tier.table}_added AS ({tier.add('net')} RETURNING 1)" for tier in TIERS)
    counting = " + ".join(f"(SELECT count(*) FROM {tier.table}_added)" for tier in TIERS)  # noqa: S608
    return f"""
    WITH taken AS (
        DELETE FROM kpi_delta WHERE id IN (SELECT id FROM kpi_delta ORDER BY id LIMIT %s)
        RETURNING {COLUMNS}, value
    ), net AS MATERIALIZED (
        SELECT {COLUMNS}, sum(value) AS value FROM taken GROUP BY {COLUMNS} HAVING sum(value) <> 0
    ), {adding}
    SELECT (SELECT count(*) FROM taken), {counting}"""  # noqa: S608  (fixed names)


_STATEMENT = _statement()
