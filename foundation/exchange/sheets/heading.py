"""Where the table begins and ends: titles and notes above the heading, headings of two rows, totals and signatures."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from ..cells.faults import Raw, shown
from ..cells.texts import clean
from .reading import Sheet, Workbook
from .refusals import SheetRefused
from .specs import heading_key, unit_in

SEARCHED_ROWS = 60
_LEAST = 3
_LONGEST_HEADING = 40
_TOTAL = re.compile(
    r"^(?:本[页月季年期]|全[年部省市]|[上下]半年|第?[0-9一二三四五六七八九十]{1,3}(?:月份?|季度)|年度|当[年月])?"
    r"(?:合计|总计|小计|共计|累计|汇总|总数|件数合计)"
)
_FOOTER = re.compile(
    r"^(?:制表|填表|编制|审核|复核|核对|负责人|(?:单位|机构|部门)负责人|经办|签字|签章|签名|盖章|公章|打印|导出|备注[:：]|说明|注[:：]|"
    r"附注|以上|联系人|联系电话|填报|统计人|上报|录入|第[0-9]+页|共[0-9]+页|以下空白|此页|\(以下|（以下)"
)

ReportedKind = Literal["total", "footer", "repeated_heading", "note"]


class Reported(NamedTuple):
    """A row that is no case: its number in Excel, what it is, and how it begins."""

    row: int
    kind: ReportedKind
    text: str


class HeadingCell(NamedTuple):
    """The heading of one column: as printed, and the keys under which it may be known, best first."""

    position: int
    printed: str
    keys: tuple[str, ...]
    unit: Decimal
    hidden: bool


@dataclass(slots=True)
class Table:
    """The rows that hold data, and the rows around them that were recognised as something else."""

    sheet: Sheet
    heading: list[HeadingCell]
    heading_rows: tuple[int, int]  # positions in sheet.rows, inclusive
    positions: list[int]
    reported: list[Reported] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        """The row in Excel of each data row."""
        return list(map(self.sheet.numbers.__getitem__, self.positions))

    def column(self, position: int) -> list[Raw]:
        """The raw cells of one column, in the order of `numbers`."""
        rows = self.sheet.rows
        return [rows[index][position] for index in self.positions]


def find_table(sheet: Sheet, known: Collection[str], *, heading_row: int | None = None) -> Table:
    """Find the heading by the words it is `known` to use, then the data below it.

    `heading_row` (a row in Excel) settles it when a person has pointed at the row. Raises SheetRefused(no_heading).
    """
    if heading_row is None:
        first, last = _best_rows(sheet, known)
    else:
        if heading_row not in sheet.numbers:
            raise SheetRefused("no_heading")
        first = last = sheet.numbers.index(heading_row)
    table = Table(sheet, _heading_cells(sheet, first, last), (first, last), [])
    _sort_rows(table)
    return table


def find_tables(workbook: Workbook, known: Collection[str]) -> tuple[list[Table], list[str]]:
    """The table of every visible sheet that has one (ledgers often have a sheet a month), and the names of the other
    sheets. Raises SheetRefused(no_heading) when there is none at all."""
    tables, others = [], []
    for sheet in workbook.sheets:
        try:
            tables.append(find_table(sheet, known))
        except SheetRefused:
            others.append(sheet.name)
    if not tables:
        raise SheetRefused("no_heading")
    return tables, others


def _texts(row: Sequence[Raw]) -> list[str]:
    return [clean(cell) if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING else "" for cell in row]


def _best_rows(sheet: Sheet, known: Collection[str]) -> tuple[int, int]:
    best, best_score = (0, 0), 0
    for index in range(min(SEARCHED_ROWS, len(sheet.rows))):
        alone = _score(_heading_cells(sheet, index, index), known)
        if alone > best_score:
            best, best_score = (index, index), alone
        if index + 1 < len(sheet.rows) and _may_be_heading(sheet.rows[index + 1]):
            together = _score(_heading_cells(sheet, index, index + 1), known)
            below = _score(_heading_cells(sheet, index + 1, index + 1), known)
            if together > best_score and together > max(alone, below):
                best, best_score = (index, index + 1), together
    if best_score < _LEAST:
        raise SheetRefused("no_heading")
    return best


def _may_be_heading(row: Sequence[Raw]) -> bool:
    filled = [cell for cell in row if cell != ""]
    return bool(filled) and all(isinstance(cell, str) and len(cell) <= _LONGEST_HEADING for cell in filled)


def _score(cells: list[HeadingCell], known: Collection[str]) -> int:
    found = {next((key for key in cell.keys if key in known), "") for cell in cells}
    return len(found - {""})


def _heading_cells(sheet: Sheet, first: int, last: int) -> list[HeadingCell]:
    """One heading for each column that has one, joined from a group heading and the heading below it."""
    lower = _texts(sheet.rows[last])
    upper = _filled_groups(sheet, first, lower) if last > first else [""] * len(lower)
    cells = []
    for position, (group, own) in enumerate(zip(upper, lower, strict=True)):
        if not own and not group:
            continue
        if own and group and own != group:
            keys = [heading_key(group + own), heading_key(own + group), heading_key(own)]
        else:
            keys = [heading_key(own or group)]
        printed = f"{group} / {own}" if own and group and own != group else own or group
        hidden = position in sheet.hidden_columns
        cells.append(HeadingCell(position, printed, tuple(filter(None, keys)), unit_in(printed), hidden))
    return cells


def _filled_groups(sheet: Sheet, index: int, lower: list[str]) -> list[str]:
    """The upper heading row with each group's words over all the columns the group covers."""
    groups = _texts(sheet.rows[index])
    number = sheet.numbers[index]
    merges = [(left, right) for top, left, bottom, right in sheet.merged if top <= number <= bottom and right > left]
    if merges:
        for left, right in merges:
            for position in range(left + 1, min(right + 1, len(groups))):
                groups[position] = groups[left]
    elif not sheet.merged:  # a text file knows no merged cells: a group reaches to the next word above
        for position in range(1, len(groups)):
            if not groups[position] and lower[position] and lower[position - 1]:
                groups[position] = groups[position - 1]
    return groups


def _sort_rows(table: Table) -> None:
    sheet = table.sheet
    rows, numbers = sheet.rows, sheet.numbers
    first, last = table.heading_rows
    width = len(rows[last])
    sparse = max(4, len(table.heading) // 3)
    marker = table.heading[0].position
    heading_texts = {rows[index][marker] for index in range(first, last + 1)} - {""}
    positions = table.positions
    for index in range(last + 1, len(rows)):
        row = rows[index]
        filled = width - row.count("")
        if filled > sparse and row[marker] not in heading_texts:
            positions.append(index)
            continue
        kind = _kind(row, table) if filled else "blank"
        if kind == "data":
            positions.append(index)
        elif kind != "blank":
            text = next((shown(cell) for cell in row if cell not in ("", None)), "")
            table.reported.append(Reported(numbers[index], kind, text))


def _kind(row: Sequence[Raw], table: Table) -> Literal["data", "blank", "total", "footer", "repeated_heading", "note"]:
    filled = [(position, cell) for position, cell in enumerate(row) if not _is_empty(cell)]
    if not filled:
        return "blank"
    if _repeats_heading(row, table):
        return "repeated_heading"
    text = clean(filled[0][1]).replace(" ", "") if isinstance(filled[0][1], str) else ""
    if len(filled) <= max(4, len(table.heading) // 2):
        if _TOTAL.search(text):
            return "total"
        if _FOOTER.search(text):
            return "footer"
    if len(filled) == 1 and text and not any(map(str.isdigit, text)):
        return "note"
    return "data"


def _is_empty(cell: Raw) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _repeats_heading(row: Sequence[Raw], table: Table) -> bool:
    """True when two thirds of the row's cells say what a heading row says at the same place."""
    first, last = table.heading_rows
    filled = [position for position, cell in enumerate(row) if not _is_empty(cell)]
    for index in range(first, last + 1):
        heading = table.sheet.rows[index]
        same = sum(_same(row[position], heading[position]) for position in filled)
        if same >= 2 and same * 3 >= len(filled) * 2:
            return True
    return False


def _same(cell: Raw, heading: Raw) -> bool:
    if not isinstance(cell, str) or not isinstance(heading, str) or len(cell) > _LONGEST_HEADING:
        return False
    return heading_key(cell) == heading_key(heading) != ""
