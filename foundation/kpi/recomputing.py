"""The full recompute: what the cells must be, from the rows themselves; how far they drifted; repair.

One statement counts the rows and takes off what still waits in kpi_delta. As the merge is locked out,
that is exactly what the cells should hold, whatever is written meanwhile.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from foundation.kpi.compiling import COLUMNS, Frozen, freeze, select
from foundation.kpi.measures import by_model
from foundation.kpi.merging import LOCK
from foundation.kpi.tiers import TIERS, Tier


@dataclass(frozen=True)
class Drift:
    """How many cells there should be, and how many of each table differed from that (0 is proof)."""

    cells: int
    differing: dict[str, int]

    @property
    def total(self) -> int:
        """All differing cells."""
        return sum(self.differing.values())

    def as_result(self) -> dict[str, int]:
        """The numbers for the row of the job."""
        return {"cells": self.cells, "differing_cells": self.total, **self.differing}


def recompute(*, repair: bool = True) -> Drift:
    """Count everything anew and compare; with `repair` the differing cells are put right.

    Reads every measured table once. Holds the lock of the merge; nobody who files a case waits.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # Ten million cases take longer than a page may; the job's own time limit is the border.
        cursor.execute("SET LOCAL statement_timeout = '20min'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_statement(repair=repair))
        cells, *differing = (int(number) for number in cursor.fetchone())
        if repair:
            for tier in TIERS:
                cursor.execute(f"DELETE FROM {tier.table} WHERE value = 0")  # noqa: S608  (fixed names)
    return Drift(cells, {tier.table: number for tier, number in zip(TIERS, differing, strict=True)})


def _statement(*, repair: bool) -> str:
    """One statement, so one snapshot: count, compare with every table of cells, write what differs."""
    parts = [f"counted ({COLUMNS}, value) AS MATERIALIZED ({counted_minus_waiting()})"]
    for tier in TIERS:
        table, keys = tier.table, tier.key_list
        parts.append(f"{table}_right ({keys}, value) AS MATERIALIZED ({tier.grouped('counted')})")
        parts.append(f"{table}_differs AS MATERIALIZED ({_differences(tier)})")
        if repair:
            parts.append(
                f"{table}_written AS (INSERT INTO {table} ({keys}, value) SELECT * FROM {table}_differs "  # noqa: S608
                f"ON CONFLICT ({keys}) DO UPDATE SET value = excluded.value)"
            )
    cells = " + ".join(f"(SELECT count(*) FROM {tier.table}_right)" for tier in TIERS)  # noqa: S608  (fixed names)
    differing = ", ".join(f"(SELECT count(*) FROM {tier.table}_differs)" for tier in TIERS)  # noqa: S608
    return f"WITH {', '.join(parts)} SELECT {cells}, {differing}"


def counted_minus_waiting() -> str:
    """The query that gives what the cells must hold, at the grain of kpi_delta."""
    frozen: list[tuple[str, list[Frozen]]] = [
        (model._meta.db_table, [freeze(each) for each in measures]) for model, measures in by_model()
    ]
    rows = " UNION ALL ".join(select(f"SELECT 1 AS sign, r.* FROM {table} r", each) for table, each in frozen)  # noqa: S608
    return (
        f"SELECT {COLUMNS}, sum(value) AS value FROM ("  # noqa: S608  (names of tables, compiled predicates)
        f"SELECT * FROM ({rows}) f ({COLUMNS}, value) UNION ALL SELECT {COLUMNS}, -value FROM kpi_delta"
        f") n GROUP BY {COLUMNS} HAVING sum(value) <> 0"
    )


def _differences(tier: Tier) -> str:
    return (
        f"SELECT {tier.key_list}, coalesce(r.value, 0) AS value "  # noqa: S608  (fixed names)
        f"FROM {tier.table}_right r FULL JOIN {tier.table} c USING ({tier.key_list}) "
        f"WHERE coalesce(r.value, 0) <> coalesce(c.value, 0)"
    )
