"""One province: whole requests of a provincial officer and of the public, disk by table, full recompute, as JSON."""

import json
import os
import statistics
import sys
import time
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
    print(json.dumps(found))


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
