"""Small ledgers for tests: rows by column name, checked as an upload would be."""

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cases.ledger.categories import CategoryIndex, CategoryNode
from cases.ledger.checks import check_rows
from cases.ledger.columns import LEDGER
from cases.ledger.rows import Checked, LedgerContext
from foundation.exchange.sheets.heading import Table, find_table
from foundation.exchange.sheets.mapping import mapped_rows, propose
from foundation.exchange.sheets.reading import read_workbook
from tests.exchange.synthetic import resident_number
from tests.exchange.workbooks import one_sheet

AS_OF = date(2026, 11, 20)
_CATEGORIES = Path(__file__).parents[3] / "reference" / "law" / "categories.csv"

GOOD: dict[str, Any] = {
    "case_number": "示例鉴〔2024〕临鉴字第1号",
    "received_on": date(2024, 3, 1),
    "accepted_on": date(2024, 3, 5),
    "category": "法医临床鉴定",
    "client_name": "济南示例区人民法院",
    "subject_name": "当事人A0001",
    "subject_id_number": resident_number(date(1990, 1, 1), 1),
    "appraisers": "鉴定人甲001、鉴定人乙002",
    "fee": 1200,
    "issued_on": date(2024, 3, 26),
    "opinion_number": "示例意〔2024〕临意字第1号",
}


@cache
def index() -> CategoryIndex:
    with _CATEGORIES.open(encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source)
        return CategoryIndex(CategoryNode(r["code"], r["name_zh"], r["level"], r["parent_code"]) for r in rows)


def context(**more: Any) -> LedgerContext:
    return LedgerContext(as_of=AS_OF, categories=index(), **more)


def rows(*changes: dict[str, Any], extra: Sequence[str] = ()) -> bytes:
    """A sheet of good rows with numbers of their own, each changed as told."""
    names = [*GOOD, *extra]
    table = [[LEDGER.by_name[name].synonyms[0] for name in names]]
    for serial, change in enumerate(changes, start=1):
        row = {
            **GOOD,
            "case_number": f"示例鉴〔2024〕临鉴字第{serial}号",
            "opinion_number": f"示例意〔2024〕临意字第{serial}号",
            **change,
        }
        table.append([row.get(name, "") for name in names])
    return one_sheet(*table)


def table_of(data: bytes, name: str = "台账.xlsx") -> Table:
    return find_table(read_workbook(data, name).sheets[0], LEDGER.vocabulary)


def checked(*changes: dict[str, Any], **more: Any) -> Checked:
    """Check good rows with changes; the first change is row 2 of the sheet."""
    extra = sorted({name for change in changes for name in change} - GOOD.keys())
    table = table_of(rows(*changes, extra=extra))
    return check_rows(mapped_rows(table, propose(table, LEDGER).assignment), context(**more))


def codes(result: Checked) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in result.problems]
