"""One province as JSON: whole requests of a provincial officer and of the public, disk by table, full recompute,
figures from cells beside the same figures from rows, and the refresh of a day."""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from bench.ledgers import start

ROUNDS, REQUESTS = 5, 10


def main() -> None:
    """Measure the database of the environment and print one line."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # plain static files: none are collected here
    start()
    from django.test import Client

    from bench.measure_dashboard import officer
    from cases.models import Case
    from foundation.kpi.merging import merge
    from foundation.kpi.recomputing import recompute

    merge()
    newest = Case.objects.order_by("-accepted_on", "-id").first()
    assert newest is not None
    staff, public = officer(), Client()
    pages = {
        "list of cases": (staff, "/cases/"),
        "dashboard of the province": (staff, "/figures/"),
        "dashboard of a city": (staff, "/figures/city/370100/"),
        "case": (staff, newest.get_absolute_url()),
        "search for a number": (staff, f"/search/?q={newest.case_number[:12]}"),
        "public register": (public, "/register/"),
        "public statistics": (public, "/statistics/"),
    }
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for client, address in pages.values():
        status = client.get(address).status_code
        assert status == 200, f"{address} answers {status}"
    for _round in range(ROUNDS):
        for name, (client, address) in pages.items():
            for _request in range(REQUESTS):
                began = time.perf_counter()
                client.get(address)
                taken[name].append((time.perf_counter() - began) * 1000)
    found: dict[str, Any] = {"pages": {name: statistics.median(times) for name, times in taken.items()}}
    if "--pages" not in sys.argv:
        began = time.perf_counter()
        drift = recompute(repair=False)
        found |= {"recompute": time.perf_counter() - began, "cells": drift.cells, "differing": drift.total}
        found |= {"cases": Case.objects.count(), **disk()}
        found |= {"rollup": rollup(), "refresh": refresh(found["cases"])}
    print(json.dumps(found))


def rollup() -> dict[str, tuple[float, float]]:
    """Milliseconds from cells and from rows, for two questions whose answers must be the same."""
    from django.db.models import Count

    from cases.kpis import STANDING
    from cases.models import Case
    from foundation.kpi.areas import PROVINCE
    from foundation.kpi.periods import Span
    from foundation.kpi.reading import Ask, By, ask

    accepted = Case.objects.filter(STANDING)
    today = date(2026, 11, 20)

    def from_cells(span: Span, by: By) -> dict[str, int]:
        return ask(PROVINCE, [Ask("accepted", ("cases.accepted",), span, by)], today).counts(
            "accepted", "cases.accepted"
        )

    def from_rows(span: Span, column: str) -> dict[str, int]:
        rows = accepted.filter(accepted_on__range=(span.first, span.last)).order_by()
        return dict(rows.values_list(column).annotate(found=Count("pk")))

    year, years = Span(date(2025, 1, 1), date(2025, 12, 31)), Span(date(2016, 1, 1), date(2026, 12, 31))
    return {
        "a year by city": compared(partial(from_cells, year, "city"), partial(from_rows, year, "city_code")),
        "ten years by category": compared(
            partial(from_cells, years, "category"), partial(from_rows, years, "practice_code")
        ),
    }


def compared(from_cells: Callable[[], dict[str, int]], from_rows: Callable[[], dict[str, int]]) -> tuple[float, float]:
    """The median milliseconds of both, whose answers must be the same."""
    (cells, found), (rows, counted) = best(from_cells), best(from_rows)
    assert found == counted, "the cells say otherwise than the rows"
    return cells, rows


def best(work: Callable[[], dict[str, int]]) -> tuple[float, dict[str, int]]:
    """The median milliseconds of a piece of work done five times, and what it answered."""
    taken, answer = [], {}
    for _time in range(5):
        began = time.perf_counter()
        answer = work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), answer


def refresh(cases: int) -> dict[str, float]:
    """A day's work through the trail, then its merge beside the full recompute of the same moment."""
    from bench import province
    from foundation.kpi.merging import merge, waiting
    from foundation.kpi.recomputing import recompute

    rows = province.change_a_day(random.Random(time.time_ns()), cases)
    deltas = waiting()
    began = time.perf_counter()
    merge()
    merged = time.perf_counter() - began
    began = time.perf_counter()
    drift = recompute(repair=False)
    return {
        "rows": rows,
        "deltas": deltas,
        "merged": merged,
        "recompute": time.perf_counter() - began,
        "differing": drift.total,
    }


def disk() -> dict[str, Any]:
    """The bytes of the database, and of its five largest tables with their indexes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (whole,) = cursor.fetchone()
        cursor.execute(
            "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT 5"
        )
        return {"bytes": whole, "tables": dict(cursor.fetchall())}


if __name__ == "__main__":
    main()
