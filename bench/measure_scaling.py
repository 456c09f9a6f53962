"""Growth of a province that came through the portal's own import: speed of loading, disk, pages, recompute.

Each size is a database of its own in the cluster of measurements, loaded by `manage.py load_province` with every
trigger and check at work, and kept for the next run. Goals: page of the list, of the dashboard and of the register at
the largest size at most 1.5 times that at the smallest, the dashboard of the province at most twice the list, figures
from cells at least 20 times faster than from rows at the largest size, the refresh of a day at most 2 % of the full
recompute, and not one cell of the figures different.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from typing import Any, Final

import psycopg2
from psycopg2.extensions import make_dsn, parse_dsn

SIZES: Final = {"small": (20_000, 60_000), "middle": (100_000, 1_500_000), "full": (100_000, 1_500_000, 10_000_000)}
GOAL: Final = 1.5
BESIDE_THE_LIST: Final = 2.0
FASTER: Final = 20
OF_THE_RECOMPUTE: Final = 0.02
GROWING: Final = ("list of cases", "dashboard of the province", "dashboard of a city", "public register")
YEARS: Final = 10
ROUNDS: Final = 5
UNTIL: Final = "2026-11-20"


def main() -> int:
    """Load what is missing, measure all sizes in turn, print the growth; return 0 when the goals are met."""
    environments, found = {}, {}
    for size in SIZES[os.environ.get("SCALE", "small")]:
        environments[size] = database(size)
        seconds = loaded(size, environments[size])
        found[size] = measured(environments[size])
        tell(size, seconds, found[size])
    # In turn, so that whatever else the machine does meets all sizes alike.
    rounds = [
        {size: measured(environments[size], pages_only=True) for size in environments} for _round in range(ROUNDS)
    ]
    least, most = min(environments), max(environments)
    met = all(one["differing"] == 0 and one["refresh"]["differing"] == 0 for one in found.values())
    for name in found[least]["pages"]:
        growth = statistics.median(one[most]["pages"][name] / one[least]["pages"][name] for one in rounds)
        times = [statistics.median(one[size]["pages"][name] for one in rounds) for size in (least, most)]
        goal = f"; goal {GOAL}" if name in GROWING else ""
        met = met and (growth <= GOAL or not goal)
        print(
            f"{name}: {growth:.2f} times from {least:,} to {most:,} cases ({times[0]:.1f} and {times[1]:.1f} ms){goal}",
            flush=True,
        )
    met = all([beside_the_list(rounds, most), figures(found[most]), met])  # each is told
    print("met" if met else "NOT MET", flush=True)
    return 0 if met else 1


def beside_the_list(rounds: list[dict[int, Any]], size: int) -> bool:
    """Whether the dashboard of the province costs at most twice the list, both at the largest size."""
    pages = [one[size]["pages"] for one in rounds]
    share = statistics.median(page["dashboard of the province"] / page["list of cases"] for page in pages)
    print(f"dashboard of the province: {share:.2f} times the list of cases; goal {BESIDE_THE_LIST}", flush=True)
    return bool(share <= BESIDE_THE_LIST)


def figures(one: dict[str, Any]) -> bool:
    """Whether cells are fast enough beside rows, and a day's refresh beside the recompute, at the largest size."""
    met = True
    for name, (cells, rows) in one["rollup"].items():
        print(f"{name}: {cells:.2f} ms from cells, {rows:,.1f} from rows: {rows / cells:,.0f} times; goal {FASTER}")
        met = met and rows / cells >= FASTER
    day = one["refresh"]
    share = day["merged"] / day["recompute"]
    print(
        f"refresh of a day: {day['rows']:,} rows changed, {day['deltas']:,} deltas merged in {day['merged']:.2f} s, "
        f"{share:.2%} of the full recompute of {day['recompute']:.1f} s, {day['differing']} differing; "
        f"goal {OF_THE_RECOMPUTE:.0%} and 0",
        flush=True,
    )
    return bool(met and share <= OF_THE_RECOMPUTE)


def database(size: int) -> dict[str, str]:
    """Make sure of the database for a size; return the environment of the portal on it."""
    name = f"province_{size}"
    owner = parse_dsn(os.environ["DATABASE_OWNER_URL"])
    link = psycopg2.connect(**owner)
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')
    link.close()
    urls = {key: other(os.environ[key], name) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    environment = {**os.environ, **urls, "PORTAL_DEMO": "1"}
    for command in ("migrate", "load_reference"):
        manage([command, "-v0"] if command == "migrate" else [command], {**environment, "PORTAL_ROLE": "owner"})
    return environment


def other(url: str, name: str) -> str:
    """The address of another database of the same server."""
    return url.rsplit("/", 1)[0] + "/" + name


def loaded(size: int, environment: dict[str, str]) -> float:
    """Load the province unless it is there; return the seconds it took, 0 for one of an earlier run."""
    link = psycopg2.connect(make_dsn(environment["DATABASE_OWNER_URL"]))
    with link, link.cursor() as cursor:
        # A mark of our own beside the portal's tables: the load before this one came to its end.
        cursor.execute("SELECT to_regclass('bench_loaded')")
        if cursor.fetchone()[0]:
            return 0.0
    began = time.perf_counter()
    cases = ["--cases", str(size), "--years", str(YEARS), "--institutions", "300", "--until", UNTIL]
    manage(["load_province", *cases], environment, quiet=False)
    seconds = time.perf_counter() - began
    manage(["recompute_figures"], environment, quiet=False)
    with link, link.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_loaded ()")
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    link.close()
    return seconds


def measured(environment: dict[str, str], *, pages_only: bool = False) -> dict[str, Any]:
    """Measure in a process of its own, whose Django knows this database only."""
    command = [sys.executable, "-m", "bench.scaling_once", *(["--pages"] if pages_only else [])]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def tell(size: int, seconds: float, found: dict[str, Any]) -> None:
    """Print what a size showed."""
    rows = found["cases"]
    speed = f"loaded in {seconds:,.0f} s, {rows / seconds:,.0f} cases a second" if seconds else "loaded before"
    print(f"\n{rows:,} cases of {size:,} ordered, {speed}; {found['bytes'] / rows:,.0f} bytes a case on the disk")
    print("  " + "; ".join(f"{name} {amount / rows:,.0f}" for name, amount in found["tables"].items()))
    for name, milliseconds in found["pages"].items():
        print(f"  {name}: {milliseconds:.1f} ms")
    print(
        f"  full recompute {found['recompute']:.2f} s over {found['cells']:,} cells, {found['differing']} differing; "
        f"free on the disk {shutil.disk_usage('.').free / 1e9:.0f} GB",
        flush=True,
    )


def manage(arguments: list[str], environment: dict[str, str], *, quiet: bool = True) -> None:
    """Run a command of the portal. Raises CalledProcessError when it fails."""
    output = subprocess.DEVNULL if quiet else None
    subprocess.run([sys.executable, "manage.py", *arguments], env=environment, stdout=output, check=True)


if __name__ == "__main__":
    sys.exit(main())
