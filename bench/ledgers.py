"""What the measurements of imports share: an institution, ledgers, and a bare COPY to compare with."""

import io
import logging
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import django
import psycopg2

AS_OF = date(2026, 11, 20)
ROWS = int(os.environ.get("BENCH_ROWS", "150000"))


def start() -> None:
    """Set Django up; call before anything of the portal is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "appraisal_portal.settings")
    django.setup()
    logging.getLogger().setLevel(logging.WARNING)  # a line for each request would hide the figures


def new_institution():  # type: ignore[no-untyped-def]  # its class may be imported only after start()
    """Make an institution that no earlier run has used."""
    from django.db import transaction

    from foundation.audit.actors import SYSTEM
    from foundation.audit.regulated import write
    from institutions.models import Institution
    from tests.factories.bodies import make_organisation

    mark = uuid4().hex[:8]
    with transaction.atomic():
        body = make_organisation(f"示例测量{mark}司法鉴定中心", "institution", "370102", city="370100", county="370102")
        return write(
            Institution(
                organisation=body, licence_number=mark, licence_from=AS_OF, licence_until=date(2031, 1, 1),
                abbreviation="示测", practice_codes=["FY-02"], city_code="370100", county_code="370102",
            ),
            "institution.registered",
            by=SYSTEM,
        )  # fmt: skip


def ledger(rows: int) -> bytes:
    """An XLSX ledger of tidy rows."""
    from tests.exchange.messy import make_ledger

    return make_ledger(rows, until=AS_OF, share=0.0, untidy=False).xlsx


@contextmanager
def bare_table() -> Iterator[psycopg2.extensions.connection]:
    """Make a table like that of cases, with checks, indexes and foreign keys and no trigger of ours."""
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    try:
        with link.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_case")
            cursor.execute("CREATE TABLE bench_case (LIKE cases_case INCLUDING ALL)")
            for column, target in (("institution_id", "institutions_institution"), ("category_id", "law_category")):
                key = f"FOREIGN KEY ({column}) REFERENCES {target} DEFERRABLE INITIALLY DEFERRED"
                cursor.execute(f"ALTER TABLE bench_case ADD {key}")
            cursor.execute("INSERT INTO bench_case SELECT * FROM cases_case")
        link.commit()
        yield link
        with link.cursor() as cursor:
            cursor.execute("DROP TABLE bench_case")
        link.commit()
    finally:
        link.close()


def copy_bare(link: psycopg2.extensions.connection, columns: Sequence[str], lines: Sequence[str]) -> float:
    """COPY prepared lines into the bare table, commit, and return the seconds."""
    names = ", ".join(columns)
    stream = io.StringIO("\n".join(lines) + "\n")
    began = time.perf_counter()
    with link.cursor() as cursor:
        cursor.copy_expert(f"COPY bench_case ({names}) FROM STDIN", stream)
    link.commit()
    return time.perf_counter() - began


def tell(what: str, seconds: float, rows: int, bare: float, goal: float) -> bool:
    """Print one line with its ratio; return whether the goal is met."""
    share = bare / seconds
    met = share >= goal
    print(
        f"{what}: {seconds:6.2f} s, {rows / seconds:8,.0f} rows/s, {share:.3f} of bare COPY "
        f"({bare:.2f} s); goal {goal:.3f}: {'met' if met else 'NOT MET'}",
        flush=True,
    )
    return met
