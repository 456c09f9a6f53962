"""A second server that follows the first: what it takes off the first, how far it is behind, what its end costs.

Both servers are the embedded PostgreSQL, in folders of their own that are made anew. Goals: no statement of a dashboard
or of the register about figures and rows reaches the first server; half of the changes are readable on the second
within 100 ms; with the second server stopped every page answers, and afterwards it is used again by itself.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import Any

from bench.ledgers import start
from workshop.paths import VAR
from workshop.postgres import Postgres
from workshop.servers import free_port
from workshop.surroundings import portal_environment

FOLDER = VAR / "bench-replica"
CASES, ROUNDS, CHANGES = "20000", 30, 50
QUICKLY = 0.1
PAGES = ("/figures/", "/figures/city/370100/", "/register/", "/statistics/")


def main() -> int:
    """Start both servers, measure, stop them; return 0 when the goals are met."""
    for name in ("first", "second"):
        real = (FOLDER / name).resolve()
        shutil.rmtree(real, ignore_errors=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    with ExitStack() as stack:
        first, second = Postgres(FOLDER / "first", streaming=True), Postgres(FOLDER / "second", streaming=True)
        stack.enter_context(first.held())
        environment = {
            **os.environ, **portal_environment(FOLDER), "PORTAL_DEMO": "1",
            "DATABASE_URL": first.url(), "DATABASE_OWNER_URL": first.owner_url(),
        }  # fmt: skip
        for command in (["migrate", "-v0"], ["load_reference"]):
            _manage(command, {**environment, "PORTAL_ROLE": "owner"})
        _manage(["load_province", "--cases", CASES, "--years", "2", "--until", "2026-11-20"], environment)
        began = time.perf_counter()
        second.follow(first)
        stack.enter_context(second.held())
        print(f"copied and following after {time.perf_counter() - began:.1f} s", flush=True)
        os.environ.update(environment, DATABASE_REPLICA_URL=second.url())
        return _measure(second)


def _measure(second: Postgres) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # plain static files: none are collected here
    start()
    from bench.measure_dashboard import officer
    from foundation.kpi.merging import merge

    merge()
    client = officer()
    _wait_until_caught_up()
    met = all([_statements(client), _pages(client), _behind(), _without(client, second)])
    print("met" if met else "NOT MET", flush=True)
    return 0 if met else 1


def _statements(client: Any) -> bool:
    """Which statements of each page still reach the first server."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    met = True
    for address in PAGES:
        client.get(address)
        with (
            CaptureQueriesContext(connections["default"]) as here,
            CaptureQueriesContext(connections["replica"]) as there,
        ):
            client.get(address)
        rows = [one["sql"] for one in here.captured_queries if "kpi_" in one["sql"] or "cases_case" in one["sql"]]
        met = met and not rows and len(there) > 0
        print(f"{address}: {len(there)} statements on the second server, {len(here)} on the first", flush=True)
        for sql in rows:
            print(f"  still on the first: {sql[:100]}", flush=True)
    return met


def _pages(client: Any) -> bool:
    """Times of the pages read from either server, in turn; for the eye, since both stand on one machine here."""
    from foundation import replica

    for address in PAGES:
        taken: dict[bool, list[float]] = {True: [], False: []}
        for number in range(2 * ROUNDS):
            replica._standing.usable, replica._standing.looked_at = number % 2 == 0, time.monotonic()
            began = time.perf_counter()
            assert client.get(address).status_code == 200
            taken[number % 2 == 0].append((time.perf_counter() - began) * 1000)
        second, first = statistics.median(taken[True]), statistics.median(taken[False])
        print(f"{address}: {second:.1f} ms from the second, {first:.1f} ms from the first", flush=True)
    return True


def _behind() -> bool:
    """How long a committed change takes until the second server shows it."""
    from django.db import connections

    waited = []
    for number in range(CHANGES):
        with connections["default"].cursor() as cursor:
            cursor.execute("UPDATE audit_heartbeat SET seen_at = %s", [f"2020-01-01 00:00:{number:02d}+00"])
            cursor.execute(
                "INSERT INTO audit_heartbeat (process, seen_at) VALUES ('bench', %s) "
                "ON CONFLICT (process) DO UPDATE SET seen_at = excluded.seen_at",
                [f"2020-01-01 00:00:{number:02d}+00"],
            )
        began = time.perf_counter()
        while True:
            with connections["replica"].cursor() as cursor:
                cursor.execute("SELECT extract(second FROM seen_at) FROM audit_heartbeat WHERE process = 'bench'")
                row = cursor.fetchone()
            if row and int(row[0]) == number:
                break
            time.sleep(0.001)
        waited.append(time.perf_counter() - began)
    middle = statistics.median(waited)
    print(
        f"a change is readable after {middle * 1000:.1f} ms (median), {max(waited) * 1000:.1f} ms at most", flush=True
    )
    return middle <= QUICKLY


def _without(client: Any, second: Postgres) -> bool:
    """The second server stops under the pages, and comes back."""
    from foundation import replica

    replica._standing.looked_at = float("-inf")
    assert replica.look().usable
    second.stop()
    began = time.perf_counter()
    answers = [client.get(address).status_code for address in PAGES]
    seconds = time.perf_counter() - began
    port = second._notes()["port"]
    while free_port(port) != port:  # its last connections are still closing
        time.sleep(0.2)
    second.start()
    time.sleep(replica.LOOKED_AT + 1)
    _wait_until_caught_up()
    back = replica.look().usable
    print(f"stopped under the pages: {answers} in {seconds:.2f} s; used again afterwards: {back}", flush=True)
    return set(answers) == {200} and back


def _wait_until_caught_up() -> None:
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn()")
        (wanted,) = cursor.fetchone()
    for _time in range(600):
        with connections["replica"].cursor() as cursor:
            cursor.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [wanted])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise TimeoutError("The second server does not catch up.")


def _manage(arguments: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    sys.exit(main())
