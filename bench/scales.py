"""Databases of so many cases: grown from size to size by set-based SQL, so that one run measures several.

Only for measuring: the rows carry no events (see `bench.province`). SCALE=full grows to 1.5 and 10 million cases and
looks at the disk first.
"""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2

from bench import province

SMALL, FULL = (100_000, 300_000), (100_000, 1_500_000, 10_000_000)
# A case with its indexes takes about 1.4 KB, and as much again passes through the log while it is written.
BYTES_A_CASE = 3_000


def asked() -> tuple[int, ...]:
    """The sizes to measure: small ones, SCALE=middle up to 1.5 million, SCALE=full up to 10 million."""
    match os.environ.get("SCALE", "small"):
        case "full":
            return FULL
        case "middle":
            return FULL[:2]
    return SMALL


def grown(sizes: tuple[int, ...]) -> Iterator[int]:
    """Grow the database from size to size and yield each with fresh statistics. Raises SystemExit without room."""
    room = shutil.disk_usage(Path(os.environ.get("PORTAL_DATA_DIR", "."))).free
    needed = max(sizes) * BYTES_A_CASE
    if room < needed:
        raise SystemExit(f"{max(sizes):,} cases need about {needed / 1e9:.0f} GB, {room / 1e9:.0f} GB are free.")
    present = _present()
    for size in sizes:
        if size < present:
            print(
                f"{size:,} cases: passed over, the database of an earlier run holds {present:,} (var/bench)", flush=True
            )
            continue
        began = time.perf_counter()
        written = _grow(size)
        print(f"{size:,} cases ({written:,} written in {time.perf_counter() - began:.0f} s)", flush=True)
        yield size


def _grow(size: int) -> int:
    have = _present()
    if have < size:
        province.insert(have, size)
    _settle()
    return max(0, size - have)


def _present() -> int:
    from cases.models import Case

    return Case.objects.filter(code__startswith="P").count()


def _settle() -> None:
    """Bring statistics and visibility up to date, as the database does by itself over time."""
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) cases_case")
    link.close()
