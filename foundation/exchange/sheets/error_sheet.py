"""The sheet that goes back: the rows as they came with the problems beside them, and a list of all problems.

No cell of it is ever a formula: every text is written with the type text, whatever it begins with. Row numbers are
those of the uploaded sheet, so the list, the page and the sheet speak of the same row.
"""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ..cells.faults import Fault, Raw
from .heading import Table
from .markup import column_letters
from .problems import Problem, Told
from .reading import Sheet

_RED = PatternFill("solid", start_color="F8D7DA")
_YELLOW = PatternFill("solid", start_color="FFF3CD")
_GREY = PatternFill("solid", start_color="E9ECEF")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LONGEST = 32_767
_SURROGATES = re.compile("[\ud800-\udfff￾￿]")
_TITLE = re.compile(r"[\[\]:*?/\\']")


def safe_text(text: str) -> str:
    """The text without characters a workbook cannot hold, cut at the length a cell can hold."""
    return _SURROGATES.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))[:_LONGEST]


def text_cell(sheet: WriteOnlyWorksheet, text: str, **style: Any) -> Cell:
    """A cell of type text, also when the text begins like a formula."""
    cell = WriteOnlyCell(sheet, value=safe_text(text))
    cell.data_type = "s"
    for name, value in style.items():
        setattr(cell, name, value)
    return cell


def _original(sheet: WriteOnlyWorksheet, value: Raw) -> Any:
    """A raw value as it may be written back."""
    if isinstance(value, Fault):
        # Never left empty: an empty cell would pass as "no value" when the sheet is uploaded again.
        return text_cell(sheet, value.detail or _("formula without result"))
    if isinstance(value, str):
        return text_cell(sheet, value) if value else None
    if isinstance(value, timedelta | time) or (isinstance(value, date) and value.year < 1900):
        return text_cell(sheet, str(value))
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet)
        cell.value = value
        cell.number_format = (
            "yyyy-mm-dd hh:mm" if isinstance(value, datetime) and value.time() != time() else "yyyy-mm-dd"
        )
        return cell
    return value


def write_error_sheet(
    table: Table,
    problems: Sequence[Problem],
    tell: Callable[[Problem], Told],
    assignment: Mapping[str, int],
) -> bytes:
    """An XLSX file in the active language.

    `assignment` says at which position of the sheet each column stands, so that the cell in question is coloured.
    """
    book = Workbook(write_only=True)
    _write_rows(book, table, problems, tell, assignment)
    _write_list(book, table.sheet, problems, tell, assignment)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_rows(
    book: Workbook,
    table: Table,
    problems: Sequence[Problem],
    tell: Callable[[Problem], Told],
    assignment: Mapping[str, int],
) -> None:
    source = table.sheet
    out = book.create_sheet(_TITLE.sub("", safe_text(source.name))[:31] or "1")
    width = max((cell.position for cell in table.heading), default=0) + 1
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.row].append(problem)
    out.column_dimensions[column_letters(width + 1)].width = 70
    first, last = source.numbers[table.heading_rows[0]], source.numbers[table.heading_rows[1]]
    out.freeze_panes = f"A{last + 1}"
    rows = dict(zip(source.numbers, source.rows, strict=True))
    hidden = set(source.hidden_rows)
    for number in range(1, (source.numbers[-1] if source.numbers else 0) + 1):
        if number in hidden:
            out.append([*[None] * width, text_cell(out, _("Hidden row: not read"), fill=_GREY)])
            continue
        row = [_original(out, value) for value in rows.get(number, [])[:width]]
        if first <= number <= last:
            row = [
                text_cell(out, "" if cell is None else str(getattr(cell, "value", cell)), font=_BOLD) for cell in row
            ]
            row += [None] * (width - len(row))
            row.append(text_cell(out, _("Problems") if number == last else "", font=_BOLD, fill=_RED))
        elif number in found:
            row += [None] * (width - len(row))
            _colour(out, row, found[number], assignment)
            row.append(_told(out, [tell(problem) for problem in found[number]]))
        out.append(row)


def _colour(
    out: WriteOnlyWorksheet, row: list[Any], problems: Iterable[Problem], assignment: Mapping[str, int]
) -> None:
    for problem in sorted(
        problems, key=lambda problem: problem.severity, reverse=True
    ):  # errors last, so that they win
        position = assignment.get(problem.column)
        if position is None or position >= len(row):
            continue
        cell = row[position]
        if not isinstance(cell, Cell):
            cell = WriteOnlyCell(out, value=cell)
            row[position] = cell
        cell.fill = _RED if problem.severity == "error" else _YELLOW


def _told(out: WriteOnlyWorksheet, told: Sequence[Told]) -> Cell:
    lines = [f"{each.column}：{each.wrong} {each.to_do}" for each in told]
    worst = _RED if any(each.severity == "error" for each in told) else _YELLOW
    return text_cell(out, "\n".join(lines), fill=worst, alignment=_WRAPPED)


def _write_list(
    book: Workbook,
    source: Sheet,
    problems: Sequence[Problem],
    tell: Callable[[Problem], Told],
    assignment: Mapping[str, int],
) -> None:
    out = book.create_sheet(_("All problems"))
    for letter, width in zip("ABCDEFG", (8, 8, 20, 26, 12, 48, 60), strict=True):
        out.column_dimensions[letter].width = width
    out.freeze_panes = "A2"
    headings = (_("Row"), _("Cell"), _("Column"), _("Value"), _("Severity"), _("What is wrong"), _("What to do"))
    out.append([text_cell(out, heading, font=_BOLD) for heading in headings])
    words = {"error": _("Error"), "warning": _("Warning")}
    for problem in problems:
        told = tell(problem)
        position = assignment.get(problem.column)
        place = f"{column_letters(position + 1)}{problem.row}" if position is not None else ""
        texts = (place, told.column, told.value, words[told.severity], told.wrong, told.to_do)
        out.append([told.row, *(text_cell(out, text) for text in texts)])
    for number in source.hidden_rows:
        texts = ("", "", "", _("Note"), _("Hidden row: not read"), _("Show the row in Excel if it is to be loaded."))
        out.append([number, *(text_cell(out, text) for text in texts)])
