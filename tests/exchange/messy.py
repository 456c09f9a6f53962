"""Ledgers as they really look, made up: every kind of disorder, with the list of what must be found and nothing else.

All names are plainly synthetic. The same rows, seed and shares give the same bytes.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tests.exchange.disorder import SPOILERS, WARNINGS, Spoiler, disorder
from tests.exchange.synthetic import CATEGORIES, HEADINGS, Case, Maker
from tests.exchange.workbooks import ErrorCell, Formula, Page, workbook


class Planted(NamedTuple):
    """One thing the check must find."""

    row: int
    column: str
    code: str


@dataclass
class MessyLedger:
    """The file and the truth about it. `good_rows` counts the rows that can be loaded."""

    xlsx: bytes
    table: list[list[Any]]
    planted: list[Planted]
    good_rows: int
    case_rows: int
    hidden_rows: frozenset[int] = frozenset()
    reported: dict[str, int] = field(default_factory=dict)

    def csv(self, encoding: str = "utf-8", separator: str = ",") -> bytes:
        """The same rows as text, without the hidden rows (a text file knows none)."""
        target = io.StringIO()
        writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
        for number, row in enumerate(self.table, start=1):
            writer.writerow([] if number in self.hidden_rows else [_as_text(cell) for cell in row])
        return target.getvalue().encode(encoding)


def _as_text(cell: Any) -> Any:
    if isinstance(cell, Formula):
        return f"={cell.text}" if cell.value is None else cell.value
    if isinstance(cell, float) and cell >= 1e15:
        return f"{cell:.5E}"  # as Excel shows it, and saves it
    return cell.text if isinstance(cell, ErrorCell) else cell


class _Book:
    """The sheet while it is being written, with what has been planted."""

    def __init__(self, maker: Maker, columns: list[str], headings: list[str]) -> None:
        self.maker = maker
        self.chance = maker.random
        self.columns = columns
        self.headings = headings
        self.table: list[list[Any]] = []
        self.planted: list[Planted] = []
        self.hidden: set[int] = set()
        self.reported = {"total": 0, "footer": 0, "repeated_heading": 0, "note": 0}
        self.good = 0
        self.cases = 0

    def write(self, case: Case) -> None:
        self.cases += 1
        self.table.append([self.cases, *(case[name] for name in self.columns)])

    def write_spoiled(self, case: Case, spoiler: Spoiler) -> None:
        column, code = spoiler(case, self.maker.until)
        self.planted.append(Planted(len(self.table) + 1, column, code))
        self.good += code in WARNINGS
        self.write(case)

    def write_twice(self, case: Case) -> None:
        """The same number with two different fees: both rows are in question."""
        for fee in (case["fee"], case["fee"] + 100):
            self.planted.append(Planted(len(self.table) + 1, "case_number", "duplicate_number"))
            self.write(Case(case, fee=fee))

    def write_page_break(self) -> None:
        self.table += [["小计", f"{self.cases}件"], [], ["序号", *self.headings]]
        self.reported["total"] += 1
        self.reported["repeated_heading"] += 1

    def write_hidden(self, case: Case) -> None:
        self.hidden.add(len(self.table) + 1)
        self.table.append(["隐", *(case[name] for name in self.columns)])

    def write_end(self) -> None:
        self.table += [[], ["合 计", "", f"{self.cases}件"], ["制表人：示例", "", "审核人：示例", "", "2026年11月20日"]]
        self.reported["total"] += 1
        self.reported["footer"] += 1


def _begin(maker: Maker, untidy: bool) -> _Book:
    columns = list(HEADINGS)
    if untidy:
        maker.random.shuffle(columns)
    headings = [maker.random.choice(HEADINGS[name]) if untidy else HEADINGS[name][0] for name in columns]
    book = _Book(maker, columns, headings)
    if untidy:
        period = ["统计期间：近两年", "", "", "填报单位：示例司法鉴定中心"]
        book.table += [["示例司法鉴定中心司法鉴定业务台账（演示数据）"], period, []]
    book.table.append(["序号", *headings])
    return book


def make_ledger(
    rows: int = 20_000,
    *,
    seed: int = 1,
    until: date = date(2026, 11, 20),
    share: float = 0.04,
    kinds: Mapping[str, Spoiler] = SPOILERS,
    untidy: bool = True,
) -> MessyLedger:
    """A ledger of `rows` cases up to `until`, of which about `share` carry one planted fault each.

    Some duplicates, hidden rows, subtotals and repeated headings come on top when `untidy`.
    """
    maker = Maker(rows, seed, until)
    chance, names = maker.random, list(kinds)
    wordings = {category: others for _letter, category, others in CATEGORIES}
    book = _begin(maker, untidy)
    breaks = iter(range(2_000, rows, 2_000))
    next_break = next(breaks, rows)
    while book.cases < rows:
        if untidy and book.cases >= next_break:
            book.write_page_break()
            next_break = next(breaks, rows)
        case = maker.case()
        luck = chance.random()
        if names and luck < share:
            book.write_spoiled(case, kinds[chance.choice(names)])
        elif untidy and luck > 0.999:
            book.write_hidden(case)
        elif untidy and luck > 0.997 and book.cases + 2 <= rows:
            book.write_twice(case)
        else:
            if untidy:
                disorder(case, chance, wordings)
            book.good += 1
            book.write(case)
    if untidy:
        book.write_end()
    width = len(book.columns) + 1
    page = Page("业务台账", book.table, frozenset(book.hidden), merged=(f"A1:{chr(64 + width)}1",) if untidy else ())
    pages = [page, Page("数据字典", [["隐藏的表", "案号"]], state="hidden")] if untidy else [page]
    return MessyLedger(
        workbook(*pages), book.table, book.planted, book.good, rows, frozenset(book.hidden), book.reported
    )
