"""The sheets of a report: what the paper prints, with numbers as numbers, and every value again as plain data."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from foundation.exchange.exports.writing import private_folder
from foundation.exchange.sheets.error_sheet import text_cell
from foundation.exchange.sheets.markup import column_letters
from governance.reporting import tables, values, wording
from governance.reporting.contents import Contents
from governance.reporting.models import Report
from governance.reporting.paper import SEALED_IN, definition, facts
from governance.reporting.tables import Cell, Column, Line, Table

_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")


def as_xlsx(report: Report, language: str = SEALED_IN) -> bytes:
    """Write the sheets of a report: facts and sentences, a sheet for each table, the definitions."""
    with translation.override(language), private_folder():
        contents, book = report.contents, Workbook(write_only=True)
        said = [*facts(report), (_("SHA-256 of the contents"), report.digest)]
        lines = [list(each) for each in said]
        lines += [["", each] for each in (*wording.summary(contents), *wording.quality(contents), *wording.notes())]
        title = wording.title_of(report.kind, values.name_of(contents["area"]["name"]))
        _texts(book, _("The report"), [title], lines)
        mains = {table.code for table in tables.main_tables(contents)}
        every = tables.every_table(contents)
        _sheet(book, _("Figures of the trade"), [table for table in every if table.code in mains])
        for table in every:
            if table.code not in mains:
                _sheet(book, table.title, [table])
        _data(book, contents)
        heads = [_("Figure"), _("What"), _("Text")]
        defined = [definition(contents, kpi) for kpi in tables.in_order(contents)]
        rows = [[each["name"], name, text] for each in defined for name, text in each["said"]]
        _texts(book, _("Definitions"), heads, rows)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()


def _texts(book: Workbook, title: str, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    sheet = book.create_sheet(title[:31])
    for position, width in enumerate((28, 60, 60), start=1):
        sheet.column_dimensions[column_letters(position)].width = width
    sheet.append([text_cell(sheet, head, font=_BOLD) for head in heads])
    for line in lines:
        sheet.append([text_cell(sheet, text, alignment=_WRAPPED) for text in line])


def _sheet(book: Workbook, title: str, found: Sequence[Table]) -> None:
    """A sheet of tables: each number typed as one, what stands under it in a column beside it."""
    sheet = book.create_sheet(title[:31])
    wide = max(len(table.columns) for table in found)
    sheet.column_dimensions["A"].width = 34
    for position in range(2, 2 * wide + 3):
        sheet.column_dimensions[column_letters(position)].width = 16
    for table in found:
        noted = [any(line.cells[at].notes for line in _all(table)) for at in range(len(table.columns))]
        sheet.append([text_cell(sheet, table.title, font=_BOLD)])
        if table.lead:
            sheet.append([text_cell(sheet, table.lead)])
        united = any(line.unit for line in table.lines)
        heads = [
            table.first,
            *([_("Unit")] if united else []),
            *(head for each in zip(table.columns, noted, strict=True) for head in _heads(*each)),
        ]
        sheet.append([text_cell(sheet, head, font=_BOLD) for head in heads])
        for line in _all(table):
            cells = [text_cell(sheet, text) for text in (line.name, *([line.unit] if united else []))]
            for cell, has_notes in zip(line.cells, noted, strict=True):
                cells.append(_typed(sheet, cell))
                if has_notes:
                    cells.append(text_cell(sheet, "　".join(cell.notes)))
            sheet.append(cells)
        sheet.append([])


def _all(table: Table) -> list[Line]:
    return [*table.lines, *([table.total] if table.total else [])]


def _heads(column: Column, has_notes: bool) -> list[str]:
    return [column.title, _("Counts and interval")] if has_notes else [column.title]


def _typed(sheet: WriteOnlyWorksheet, cell: Cell) -> Any:
    """A number as a number, with the decimals of the page; everything else as text."""
    if cell.number is None:
        return text_cell(sheet, cell.text)
    digits = "#,##0" + ("." + "0" * cell.decimals if cell.decimals else "")
    if cell.change:
        digits = f"0.{'0' * cell.decimals}%" if cell.change == "percent" else digits
        return _number(sheet, cell.number, f"+{digits};-{digits};{digits}")
    return _number(sheet, cell.number, digits)


def _number(sheet: WriteOnlyWorksheet, value: float | None, form: str = "General") -> Any:
    typed = WriteOnlyCell(sheet, value=value)
    typed.number_format = form
    return typed


def _data(book: Workbook, contents: Contents) -> None:
    """Every value once more, one a row and unrounded, with its counts and interval in columns of their own."""
    sheet = book.create_sheet(_("Data"))
    heads = (
        _("Table"), _("Place or category"), _("Figure"), _("Column"), _("Unit"), _("Value of the figure"),
        _("Numerator"), _("Denominator"), _("Interval from"), _("Interval to"), _("9 of 10 within"), _("Compared"),
    )  # fmt: skip
    for position, width in enumerate((14, 24, 34, 18, 22), start=1):
        sheet.column_dimensions[column_letters(position)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, head, font=_BOLD) for head in heads])
    for table, row, kpi, column, cell in _cells(contents):
        value, words = values.read(cell), values.words(contents, kpi)
        exact = None if value.number is None else float(value.number)
        named = (table, row, words["name"], values.column_title(column), words["unit"])
        counted = (exact, value.numerator, value.denominator, value.low, value.up, value.high)
        compared = _("yes") if value.comparable else _("no")
        sheet.append(
            [
                *(text_cell(sheet, text) for text in named),
                *(_number(sheet, each) for each in counted),
                text_cell(sheet, compared),
            ]
        )


def _cells(contents: Contents) -> Iterator[tuple[str, str, str, str, Mapping[str, Any]]]:
    for kpi in tables.in_order(contents):
        found = next(each for each in contents["figures"] if each["kpi"] == kpi)
        for column, cell in found["values"].items():
            yield _("Figures of the trade"), _("Together"), kpi, column, cell
    split = (
        (tables.area_table(contents), contents["areas"]["rows"]),
        (tables.category_table(contents), contents["categories"]),
    )
    for table, rows in split:
        for row in rows:
            for kpi, columns in row["values"].items():
                for column, cell in columns.items():
                    yield table.title if table else "", values.name_of(row["name"]), kpi, column, cell
