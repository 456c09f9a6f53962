"""The full recompute: what the cells must be, from the rows themselves; how far they drifted; repair.

Every measured table is read part by part, and what still waits in kpi_delta is taken off. All parts see one
moment (REPEATABLE READ), and the merge is locked out, so the sum is exactly what the cells should hold, whatever
is written meanwhile. Nothing is written before the last part: who stops it in between leaves no trace.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection, transaction

from foundation.kpi.checking.cells import SHOWN, DifferingCell, of_tier
from foundation.kpi.compiling import COLUMNS, NOBODY, freeze
from foundation.kpi.measures import ALWAYS, by_model
from foundation.kpi.merging import LOCK, RECOUNTING
from foundation.kpi.scanning import scan
from foundation.kpi.tiers import AREA_DAY, AREA_MONTH, AREA_YEAR, INSTITUTION_MONTH, PART_DAY, PART_MONTH, TIERS, Tier

ROWS_A_PART: Final = 200_000
_LONG: Final = "20min"  # ten million cases take longer than a page may; the job's own time limit is the border
_GATHERED: Final = (AREA_DAY, PART_DAY, INSTITUTION_MONTH)
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Drift:
    """How many cells there should be, how many of each table differed from that (0 is proof), and the first of them."""

    cells: int
    differing: dict[str, int]
    first: list[DifferingCell] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All differing cells."""
        return sum(self.differing.values())

    def as_result(self) -> dict[str, int]:
        """The numbers for the row of the job."""
        return {"cells": self.cells, "differing_cells": self.total, **self.differing}


@dataclass(frozen=True)
class Part:
    """A part of the work: the parts of the WITH clause that count it into the gathered cells, and the rows it reads."""

    counting: list[str]
    rows: int


def recompute(
    *,
    repair: bool = True,
    report: Report = lambda done, total: None,
    finish: Callable[[Drift], None] = lambda drift: None,
) -> Drift:
    """Count everything anew and compare; with `repair` the differing cells are put right.

    Reads every measured table once. Holds the lock of the merge; nobody who files a case waits. `report` hears after
    each part how many rows of all are done, and may raise: then nothing is changed. `finish` writes what belongs to
    the outcome in the same transaction.
    """
    with _one_moment() as parts, connection.cursor() as cursor:
        for tier in TIERS:
            cursor.execute(_table_for(tier))
        work = parts()
        total, done = sum(part.rows for part in work), 0
        for part in work:
            report(done, total)
            cursor.execute(f"WITH {', '.join(part.counting)} SELECT 1")
            done += part.rows
        cursor.execute(f"ANALYZE {_recounted(INSTITUTION_MONTH)}")
        cursor.execute(_margins_of_months())
        cursor.execute(_years_of_months())
        cursor.execute(_parts_of_months())
        report(done, total)
        drift = _compared(cursor, repair=repair)
        report(done, total)
        finish(drift)
        return drift


@contextmanager
def _one_moment() -> Iterator[Callable[[], list[Part]]]:
    """Lock the merge out and open the transaction in which everything is counted; yields how to divide the work.

    The lock comes before the snapshot: a merge that ended while we waited is seen. Inside a transaction of the caller
    there is no snapshot of one's own, so that all is counted by one statement.
    """
    if connection.in_atomic_block:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [_LONG])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            yield _at_once
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [_LONG])
        try:
            cursor.execute("SELECT pg_advisory_lock(%s)", [RECOUNTING])
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            with transaction.atomic():
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("SET LOCAL work_mem = '128MB'")
                yield _parts
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s), pg_advisory_unlock(%s)", [LOCK, RECOUNTING])
            cursor.execute("RESET statement_timeout")


def _parts() -> list[Part]:
    """Divide each measured table into runs of its blocks, and end with what waits to be merged."""
    found = []
    for model, measures in by_model():
        table, frozen = model._meta.db_table, [freeze(each) for each in measures]
        rows, blocks = _size_of(table)
        pieces = min(max(1, -(-rows // ROWS_A_PART)), max(1, blocks))
        borders = [blocks * number // pieces for number in range(pieces)]
        for number, first in enumerate(borders):
            where = f"r.ctid >= '({first},0)'::tid"
            if number + 1 < pieces:
                where += f" AND r.ctid < '({borders[number + 1]},0)'::tid"
            counting = scan("counted", f"SELECT r.* FROM {table} r WHERE {where}", frozen, _gathering())  # noqa: S608
            found.append(Part(counting, rows * (number + 1) // pieces - rows * number // pieces))
    return [*found, Part(_waiting(), 0)]


def _at_once() -> list[Part]:
    """All measured tables and what waits to be merged as one part, which one statement counts."""
    counting = []
    for model, measures in by_model():
        table, frozen = model._meta.db_table, [freeze(each) for each in measures]
        counting += scan(f"of_{table}", f"SELECT r.* FROM {table} r", frozen, _gathering())  # noqa: S608
    return [Part([*counting, *_waiting()], 0)]


def _size_of(table: str) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM {table}), "  # noqa: S608  (names of tables)
            f"pg_relation_size('{table}') / current_setting('block_size')::int"
        )
        rows, blocks = cursor.fetchone()
        return int(rows), int(blocks)


def _gathering() -> dict[str, str]:
    """The tables that gather cells, by the tables of cells; the months of areas and of parts follow from the others."""
    return {tier.table: _recounted(tier) for tier in _GATHERED}


def _waiting() -> list[str]:
    """Take off what waits: it is in the rows already and not in the cells."""
    waiting = f"SELECT {COLUMNS}, -sum(value) FROM kpi_delta GROUP BY {COLUMNS}"  # noqa: S608  (fixed names)
    return [
        f"waiting ({COLUMNS}, value) AS MATERIALIZED ({waiting})",
        *(f"{tier.table}_waiting AS (INSERT INTO {_recounted(tier)} {tier.grouped('waiting')})" for tier in _GATHERED),
    ]


def _recounted(tier: Tier) -> str:
    return f"pg_temp.recounted_{tier.table.removeprefix('kpi_')}"


def _table_for(tier: Tier) -> str:
    """A table of this session that gathers the sums of the parts, gone with the transaction."""
    name, bare = _recounted(tier), _recounted(tier).removeprefix("pg_temp.")
    like = f"SELECT {tier.key_list}, value FROM {tier.table} WHERE false"  # noqa: S608  (fixed names)
    return f"DROP TABLE IF EXISTS {name}; CREATE TEMPORARY TABLE {bare} ON COMMIT DROP AS {like}"


def _margins_of_months() -> str:
    """The statement that sums the months of areas from those of institutions, which are far fewer than the rows.

    The province, each city and each category in one pass; an empty place is the total itself.
    """
    keys, source = AREA_MONTH.key_list, _recounted(INSTITUTION_MONTH)
    return (
        f"INSERT INTO {_recounted(AREA_MONTH)} ({keys}, value) "  # noqa: S608  (fixed names)
        "SELECT measure, CASE WHEN GROUPING(city) = 0 THEN city ELSE '' END, month, "
        "CASE WHEN GROUPING(category) = 0 THEN category ELSE '' END, bucket, sum(value) "
        f"FROM {source} GROUP BY GROUPING SETS "
        "((measure, month, bucket), (measure, month, bucket, city), (measure, month, bucket, category)) "
        "HAVING sum(value) <> 0 AND (GROUPING(city) = 1 OR city <> '') AND (GROUPING(category) = 1 OR category <> '')"
    )


def _years_of_months() -> str:
    """The statement that sums the histograms of areas by year from those by month."""
    keys, source = AREA_YEAR.key_list, _recounted(AREA_MONTH)
    return (
        f"INSERT INTO {_recounted(AREA_YEAR)} ({keys}, value) "  # noqa: S608  (fixed names)
        "SELECT m.measure, m.area, date_trunc('year', m.month::timestamp)::date, m.category, m.bucket, sum(m.value) "
        f"FROM {source} m JOIN kpi_measure i ON i.code = m.measure AND NOT i.by_day "
        f"WHERE m.month <> '{ALWAYS.isoformat()}' GROUP BY 1, 2, 3, 4, 5 HAVING sum(m.value) <> 0"
    )


def _parts_of_months() -> str:
    """The statement that sums the months of the institutions and of the categories of cities from finer ones."""
    keys, source = PART_MONTH.key_list, _recounted(INSTITUTION_MONTH)
    return (
        f"INSERT INTO {_recounted(PART_MONTH)} ({keys}, value) "  # noqa: S608  (fixed names)
        "SELECT measure, city, month, CASE WHEN GROUPING(county) = 0 THEN county ELSE '' END, "
        f"CASE WHEN GROUPING(institution) = 0 THEN institution ELSE {NOBODY} END, "
        "CASE WHEN GROUPING(category) = 0 THEN category ELSE '' END, bucket, sum(value) "
        f"FROM {source} WHERE city <> '' GROUP BY GROUPING SETS "
        "((measure, city, month, bucket, county, institution), (measure, city, month, bucket, category)) "
        "HAVING sum(value) <> 0 AND (GROUPING(category) = 1 OR category <> '')"
    )


def _compared(cursor: Any, *, repair: bool) -> Drift:
    """Compare what was gathered with every table of cells, and write what differs."""
    cells, differing, first = 0, {}, []
    for tier in TIERS:
        cursor.execute(f"ANALYZE {_recounted(tier)}")
        cursor.execute(_comparing(tier, repair=repair))
        right, differs, shown = cursor.fetchone()
        cells += int(right)
        differing[tier.table] = int(differs)
        first += [of_tier(row) for row in json.loads(shown)]
        if repair:
            cursor.execute(f"DELETE FROM {tier.table} WHERE value = 0")  # noqa: S608  (fixed names)
    return Drift(cells, differing, first[:SHOWN])


def _comparing(tier: Tier, *, repair: bool) -> str:
    keys = tier.key_list
    written = (
        f", written AS (INSERT INTO {tier.table} ({keys}, value) SELECT {keys}, expected FROM differs "  # noqa: S608
        f"ON CONFLICT ({keys}) DO UPDATE SET value = excluded.value)"
    )
    return (
        f"WITH rightly AS MATERIALIZED (SELECT {keys}, sum(value)::bigint AS value FROM {_recounted(tier)} "  # noqa: S608
        f"GROUP BY {keys} HAVING sum(value) <> 0), "
        f"differs AS MATERIALIZED (SELECT {keys}, coalesce(r.value, 0) AS expected, coalesce(c.value, 0) AS found "
        f"FROM rightly r FULL JOIN {tier.table} c USING ({keys}) "
        f"WHERE coalesce(r.value, 0) <> coalesce(c.value, 0)){written if repair else ''} "
        f"SELECT (SELECT count(*) FROM rightly), (SELECT count(*) FROM differs), "
        f"(SELECT coalesce(json_agg(s), '[]')::text FROM "
        f"(SELECT * FROM differs ORDER BY {keys} LIMIT {SHOWN}) s)"
    )
