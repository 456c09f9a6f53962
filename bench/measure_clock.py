"""Which open cases are late or due soon: one question to the index beside a library asked for every row.

Goal: the scan at least 500 times as fast. The library (chinesecalendar) is asked once for each open case how many
working days lie between the day the agreement took effect and today; rows are fetched beforehand, so that only its
answers are timed. Both sides must name the same cases, the working days of the State Council being the same.

Sizes as for the lists (SCALE=middle, SCALE=full). The library is fetched by hash into the folder of the measurements.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

from bench import province, scales
from bench.ledgers import start

GOAL, ROUNDS = 500, 7
TODAY: date = province.TODAY
LIMIT, SOON = 30, 5
_DUE = """
    UPDATE cases_case AS c SET due_on = v.due_on
    FROM unnest(%s::date[], %s::date[]) AS v (effective_on, due_on)
    WHERE c.state = 'in_progress' AND c.effective_on = v.effective_on AND c.due_on IS DISTINCT FROM v.due_on
"""
Found = tuple[set[UUID], set[UUID]]


def main() -> int:
    """Measure every size and return 0 when the goal is met at each from 1.5 million on."""
    start()
    working_days = _library()
    met = True
    for size in scales.grown(scales.asked()):
        _recount()
        rows = _open_cases()
        theirs, slow = _timed(partial(_by_library, rows, working_days), 1)
        ours, quick = _timed(_by_index, ROUNDS)
        if ours != theirs:
            raise SystemExit(f"{len(ours[0] ^ theirs[0])} late and {len(ours[1] ^ theirs[1])} cases due soon differ.")
        times = slow / quick
        goal = size >= scales.FULL[1]
        verdict = f", goal {GOAL}: {'met' if times >= GOAL else 'NOT MET'}" if goal else ""
        print(
            f"  {len(rows):,} open cases, {len(ours[0]):,} late, {len(ours[1]):,} due soon: scan {quick * 1000:.2f} ms,"
            f" a call a row {slow * 1000:.0f} ms, {times:.0f} times{verdict}",
            flush=True,
        )
        met &= times >= GOAL or not goal
    return 0 if met else 1


def _library() -> Callable[[date, date], list[date]]:
    """Fetch the library by its hash and return its call: the working days from one day to another."""
    folder = Path(os.environ["PORTAL_DATA_DIR"]) / "library"
    if not folder.exists():
        wanted = Path(__file__).with_name("requirements.txt")
        command = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", str(folder)]
        subprocess.run([sys.executable, *command, "-r", str(wanted)], check=True)
    sys.path.append(str(folder))
    call: Callable[[date, date], list[date]] = import_module("chinese_calendar").get_workdays
    return call


def _recount() -> None:
    """Let the due dates of the open cases follow from the calendar, as those of every case of the portal do."""
    from django.db import connection

    from cases.due_dates import opinion_due
    from foundation.clocks.queries import current_calendar

    due = opinion_due(current_calendar())
    days = sorted({effective_on for _key, effective_on in _open_cases()})
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [days, [due(day)[0] for day in days]])


def _open_cases() -> list[tuple[UUID, date]]:
    from cases.models import Case

    return list(Case.objects.filter(state="in_progress", code__startswith="P").values_list("pk", "effective_on"))


def _by_library(rows: list[tuple[UUID, date]], working_days: Callable[[date, date], list[date]]) -> Found:
    """Count the working days of each case so far, the day it took effect left out (程序通则 art. 28)."""
    late, soon = set(), set()
    a_day = timedelta(days=1)
    for key, effective_on in rows:
        used = len(working_days(effective_on + a_day, TODAY)) if effective_on < TODAY else 0
        if used > LIMIT:
            late.add(key)
        elif used >= LIMIT - SOON:
            soon.add(key)
    return late, soon


def _by_index() -> Found:
    """Ask as the heaps of waiting work do: two ranges of one partial index."""
    from cases.deadlines import last_day_soon
    from cases.models import Case

    rows = Case.objects.filter(code__startswith="P")
    late = set(rows.overdue(TODAY).values_list("pk", flat=True))
    return late, set(rows.due_between(TODAY, last_day_soon(TODAY)).values_list("pk", flat=True))


def _timed(act: Callable[[], Any], rounds: int) -> tuple[Any, float]:
    found, times = None, []
    for _round in range(rounds):
        began = time.perf_counter()
        found = act()
        times.append(time.perf_counter() - began)
    return found, statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
