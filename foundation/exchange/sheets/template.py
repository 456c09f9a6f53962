"""The template of a kind of sheet, made from its specification: headings, one synthetic example row, explanations.

What is downloaded here passes its own check (a test uploads every one of them), so it can never lag behind the columns.
"""

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from .error_sheet import text_cell
from .markup import column_letters
from .specs import Column, SheetSpec

_BOLD = Font(bold=True)
_GREY = PatternFill("solid", start_color="E9ECEF")
_NEEDED = PatternFill("solid", start_color="FFF3CD")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_SYNONYMS_SHOWN = 6


def write_workbook(spec: SheetSpec, title: str) -> bytes:
    """A workbook: a sheet with headings and one example row, and a page that explains every column."""
    book = Workbook(write_only=True)
    out = book.create_sheet(title[:31])
    for position, column in enumerate(spec.columns, start=1):
        width = 2 * max(len(column.synonyms[0]), len(column.example)) + 2
        out.column_dimensions[column_letters(position)].width = min(max(12, width), 40)
    out.freeze_panes = "A2"
    out.append(
        [
            text_cell(out, each.synonyms[0], font=_BOLD, fill=_NEEDED if each.required else _GREY)
            for each in spec.columns
        ]
    )
    out.append([text_cell(out, column.example) for column in spec.columns])
    _explain(book, spec)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def write_csv(spec: SheetSpec) -> bytes:
    """The headings and the example row as CSV in UTF-8 with a byte-order mark, which Excel and WPS open rightly."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([column.synonyms[0] for column in spec.columns])
    writer.writerow([column.example for column in spec.columns])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _explain(book: Workbook, spec: SheetSpec) -> None:
    notes = book.create_sheet(_("Explanations"))
    for letter, width in zip("ABCDEF", (24, 8, 30, 34, 60, 60), strict=True):
        notes.column_dimensions[letter].width = width
    notes.freeze_panes = "A2"
    headings = (_("Column"), _("Needed"), _("Form"), _("Example"), _("Explanation"), _("Also read under the heading"))
    notes.append([text_cell(notes, text, font=_BOLD, fill=_GREY) for text in headings])
    for column in spec.columns:
        notes.append([text_cell(notes, text, alignment=_WRAPPED) for text in _about(column)])
    notes.append([text_cell(notes, _("Delete the example row before you upload the sheet."), font=_BOLD)])


def _about(column: Column) -> tuple[str, ...]:
    others = "、".join(column.synonyms[1 : 1 + _SYNONYMS_SHOWN])
    return (
        column.synonyms[0],
        _("yes") if column.required else _("no"),
        str(column.form),
        column.example,
        str(column.explanation),
        others,
    )
