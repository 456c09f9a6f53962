"""Writing rows to a file as they come: memory does not grow with the rows."""

import csv
import io
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from foundation.exchange.exports.cells import Value, harmless, plain
from foundation.exchange.sheets.error_sheet import text_cell
from foundation.exchange.sheets.markup import column_letters

_BOLD: Final = Font(bold=True)
_LEFT_OVER_AFTER: Final = 24 * 3600
_FIRST_YEAR_OF_A_WORKBOOK: Final = 1900
Lines = Iterable[Sequence[Value]]


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder for files in the making, for this account only; gone afterwards.

    openpyxl keeps the rows of a sheet in a temporary file until the end. It lies here and not in a folder that
    others may read; what a killed worker left is swept away by a later export.
    """
    root = Path(settings.DATA_DIR) / "exports"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in root.iterdir():
        if time.time() - old.stat().st_mtime > _LEFT_OVER_AFTER:
            shutil.rmtree(old, ignore_errors=True)
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(dir=root) as folder:
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = before


def write_csv(target: IO[bytes], head: str, headings: Sequence[str], lines: Lines) -> None:
    """Write UTF-8 with a byte order mark, which spreadsheets need to read Chinese; CR LF ends a line."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([harmless(head)])
    writer.writerow([harmless(heading) for heading in headings])
    for line in lines:
        writer.writerow([plain(value) for value in line])
    text.flush()
    text.detach()


def write_xlsx(target: IO[bytes], title: str, head: str, headings: Sequence[str], lines: Lines) -> None:
    """Write a workbook row by row: text is typed as text, whatever it begins with; numbers and days are typed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for position, heading in enumerate(headings, start=1):
        sheet.column_dimensions[column_letters(position)].width = max(12, 2 * len(heading) + 4)
    sheet.freeze_panes = "A3"
    sheet.append([text_cell(sheet, head)])
    sheet.append([text_cell(sheet, heading, font=_BOLD) for heading in headings])
    try:
        for line in lines:
            sheet.append([_cell(sheet, value) for value in line])
    except BaseException:
        sheet.close()  # ends openpyxl's generators now, while their file is open, and not in some later collection
        raise
    book.save(target)


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Any:
    if isinstance(value, str):
        return text_cell(sheet, value)
    if isinstance(value, date):
        if value.year < _FIRST_YEAR_OF_A_WORKBOOK:
            return text_cell(sheet, plain(value))
        cell = WriteOnlyCell(sheet)
        cell.value = value
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
        return cell
    return value
