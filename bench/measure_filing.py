"""Filing an entrustment through the verb, beside the bare INSERTs it cannot do without.

Goals: with gate, clock and trail at least 20 % of three bare INSERTs with one writer and 12 % with
eight writers in eight institutions; eight writers in one institution are only printed. The verb with its trail at least
85 % of the same verb without. Both sides take turns in one run, each writer in a process of its own.
"""

import json
import os
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2

from bench.ledgers import AS_OF, new_institution, start

FILINGS, ROUNDS, WRITERS = 60, 3, 8
ONE, EIGHT, TRAIL = 0.20, 0.12, 0.85
KEYS = frozenset({"id", "code", "stream", "key", "reference_key"})
TABLES = ("cases_entrustment", "audit_event", "audit_outboxmessage")


def main() -> int:
    """Measure and return 0 when all goals are met."""
    start()
    _prepare()
    met = True
    alone = _rounds({"verb": lambda: _together("verb", 1), "bare": lambda: _together("bare", 1)})
    met &= _said("one writer, share of three bare INSERTs", alone["verb"] / alone["bare"], ONE)
    eight = _rounds({"verb": lambda: _together("verb", WRITERS), "bare": lambda: _together("bare", WRITERS)})
    met &= _said("eight writers in eight institutions", eight["verb"] / eight["bare"], EIGHT)
    same = _rounds({"verb": lambda: _together("verb", WRITERS, shared=True)}, rounds=2)
    _said("eight writers in one institution", same["verb"] / eight["bare"], None)
    trails = _rounds({"with": lambda: _together("verb", 1), "without": lambda: _together("untold", 1)})
    met &= _said("the verb with its trail, share of the verb without", trails["with"] / trails["without"], TRAIL)
    print(f"  bare INSERTs alone {alone['bare']:.0f}/s, raw SQL against the verb {alone['bare'] / alone['verb']:.1f} x")
    return 0 if met else 1


def _said(what: str, share: float, goal: float | None) -> bool:
    verdict = "" if goal is None else f", goal {goal:.0%}: {'met' if share >= goal else 'NOT MET'}"
    print(f"  {what}: {share:.1%}{verdict}", flush=True)
    return goal is None or share >= goal


def _rounds(sides: dict[str, Callable[[], float]], *, rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median rate (filings a second) of each side, the sides taking turns."""
    rates: dict[str, list[float]] = {name: [] for name in sides}
    for _round in range(rounds):
        for name, side in sides.items():
            rates[name].append(side())
    print("  " + ", ".join(f"{name} {statistics.median(found):.0f}/s" for name, found in rates.items()), flush=True)
    return {name: statistics.median(found) for name, found in rates.items()}


def _together(side: str, writers: int, *, shared: bool = False) -> float:
    """Let so many processes file at once and return filings a second of all together, without their start."""
    homes = [_home() for _each in range(1 if shared else writers)]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.measure_filing", side, homes[place % len(homes)]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for place in range(writers)
    ]
    with _silenced() if side == "untold" else _as_it_is():
        for each in started:
            assert each.stdout is not None and each.stdout.readline().strip() == "ready", f"{side} did not start."
        began = time.perf_counter()
        for each in started:
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        if any(each.wait() for each in started):
            raise SystemExit(f"A writer of the side {side!r} failed.")
        return writers * FILINGS / (time.perf_counter() - began)


def _home() -> str:
    return str(new_institution().pk)


def write(side: str, home: str) -> int:
    """Be one writer: get ready, wait for the word, file, and leave."""
    start()
    acts = {"verb": _verb, "bare": _bare, "untold": _untold}[side](home)
    next(acts)
    next(acts)  # one filing to warm up
    print("ready", flush=True)
    sys.stdin.readline()
    for _each in range(FILINGS):
        next(acts)
    os._exit(0)  # what Python does at its end is not measured


def _filing(number: int) -> Any:
    from cases.entrustments.filing import Filing, MaterialGiven, SubjectGiven

    return Filing(
        client_name="示例测量人民法院",
        client_kind="court",
        client_reference=f"（2026）示测{uuid.uuid4().hex[:8]}号",
        contact_name="示例承办人",
        contact_phone="000-00000000",
        category="FY-02",
        matter="示例：人体损伤程度鉴定",
        purpose="民事诉讼",
        is_reappraisal=False,
        facts="示例案情，全部虚构。",
        received_on=AS_OF,
        subjects=(SubjectGiven(f"示例当事人{number}", "person", ""),),
        materials=(MaterialGiven("示例病历", "other", "1册", "复印件", "完好", AS_OF),),
        is_synthetic=True,
    )


def _verb(home: str) -> Iterator[None]:
    """File through the verb, as page and API do."""
    from cases.actions.filing import file
    from foundation.audit.actors import SYSTEM
    from institutions.models import Institution

    institution = Institution.objects.select_related("organisation").get(pk=uuid.UUID(home))
    number = 0
    while True:
        number += 1
        file(_filing(number), institution, by=SYSTEM)
        yield


def _untold(home: str) -> Iterator[None]:
    """The same verb without its trail: the row is saved as it is; the guards are off for the while."""
    from cases.actions import filing
    from foundation.audit.regulated import Regulated

    def save(row: Regulated, *_given: Any, **_more: Any) -> Regulated:
        row.trail_seq = 1
        row.save(force_insert=True)
        return row

    filing.write = save  # type: ignore[assignment]
    yield from _verb(home)


def _bare(home: str) -> Iterator[None]:
    """One transaction of three INSERTs by the driver, like those of the verb, into tables without guards."""
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    with link.cursor() as cursor:
        rows = [_sample(cursor, table, home) for table in TABLES]
        while True:
            for table, row in zip(TABLES, rows, strict=True):
                row |= {name: _fresh(value) for name, value in row.items() if name in KEYS}
                places = ", ".join(["%s"] * len(row))
                cursor.execute(f"INSERT INTO bare_{table} ({', '.join(row)}) VALUES ({places})", list(row.values()))
            link.commit()
            yield


def _sample(cursor: Any, table: str, home: str) -> dict[str, Any]:
    """A row of a table that the verb wrote, by column, of this writer's institution."""
    cursor.execute(f"SELECT * FROM {table} LIMIT 1")
    names = [column.name for column in cursor.description]
    row = dict(zip(names, cursor.fetchone(), strict=True))
    if "institution_id" in row:
        row["institution_id"] = home
    if isinstance(row["id"], int):
        del row["id"]  # the database numbers these
    return {name: json.dumps(value) if isinstance(value, dict) else value for name, value in row.items()}


def _fresh(value: Any) -> Any:
    """Another value of the same kind for a column that must not repeat."""
    if isinstance(value, uuid.UUID):
        return uuid.uuid4()
    return uuid.uuid4().hex[:16] if len(value) <= 16 else str(uuid.uuid4())


def _prepare() -> None:
    """Make tables like those of the verb, with their indexes and foreign keys and without its triggers."""
    from django.utils import timezone

    from foundation.audit.models import OutboxMessage

    next(_verb(_home()))
    OutboxMessage.objects.get_or_create(
        topic="bench.filing", key="bench.filing", defaults={"not_before": timezone.now()}
    )
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    with link, link.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS bare_{table}")
            cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
        for column, target in (("institution_id", "institutions_institution"), ("category_id", "law_category")):
            key = f"FOREIGN KEY ({column}) REFERENCES {target} DEFERRABLE INITIALLY DEFERRED"
            cursor.execute(f"ALTER TABLE bare_cases_entrustment ADD {key}")
    link.close()


@contextmanager
def _silenced() -> Iterator[None]:
    """Switch the guards of the tables of a filing off and on again."""
    names = ("cases_entrustment", "cases_entrustedsubject", "cases_entrustedmaterial")
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            for name in names:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            yield
            for name in names:
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
    finally:
        link.close()


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


if __name__ == "__main__":
    sys.exit(write(*sys.argv[1:]) if len(sys.argv) > 1 else main())
