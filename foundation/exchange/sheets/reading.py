"""Reading an uploaded workbook or text file into plain rows.

The type is decided by the content and must agree with the name. Values come from python-calamine; what it does not
tell (hidden rows and columns, formulas without a result) from `markup`. Hidden rows and sheets are reported and left
out. Row numbers are those a person sees in Excel.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ..cells.collecting import without_collector
from ..cells.faults import Fault, Raw
from .archives import Container
from .delimited import read_delimited
from .markup import Findings, guarded, scan_sheet
from .refusals import SheetRefused

LARGEST_UPLOAD = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_NAMES = ("csv", "tsv", "txt")
_KNOWN_TEXT_NAMES = frozenset({*_TEXT_NAMES, "xlsx"})
_FOREIGN = (
    b"%PDF",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"MZ",
    b"\x7fELF",
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|\?xml|html|table|head|body|script|svg|meta)", re.IGNORECASE)
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DATE_1904 = re.compile(r"date1904\s*=\s*[\"'](?:1|true|on)[\"']")


@dataclass(slots=True)
class Sheet:
    """The visible rows of one sheet. `numbers[i]` is the row of `rows[i]` in Excel; all rows have equal length."""

    name: str
    rows: list[list[Raw]]
    numbers: list[int]
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: frozenset[int] = frozenset()  # positions from 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # rows from 1, columns from 0, inclusive
    formulas: int = 0
    epoch_1904: bool = False


@dataclass(slots=True)
class Workbook:
    """What was uploaded: its visible sheets that have rows, and the names of the hidden ones, which were not read."""

    kind: str  # "xlsx" or "csv"
    sheets: list[Sheet]
    hidden_sheets: list[str] = field(default_factory=list)
    encoding: str = ""


def read_workbook(data: bytes, name: str) -> Workbook:
    """Read the bytes of an upload called `name`. Raises SheetRefused."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if not data:
        raise SheetRefused("empty")
    if len(data) > LARGEST_UPLOAD:
        raise SheetRefused("too_large", str(LARGEST_UPLOAD >> 20))
    if extension in ("xlsm", "xlsb", "xltm"):
        raise SheetRefused("macros")
    if data.startswith(_OLE):
        raise SheetRefused(_compound_kind(data, extension))
    if extension == "xls":
        raise SheetRefused("not_what_it_says", ".xls")
    if extension not in _KNOWN_TEXT_NAMES:
        raise SheetRefused("extension")
    is_container = data.startswith(b"PK\x03\x04")
    if is_container != (extension == "xlsx"):
        truncated = extension == "xlsx" and data.startswith(b"PK")
        raise SheetRefused("damaged") if truncated else SheetRefused("not_what_it_says", f".{extension}")
    with without_collector():
        workbook = _read_container(data) if is_container else _read_text(data, name, extension)
    if not workbook.sheets:
        raise SheetRefused("no_visible_sheet")
    return workbook


def _compound_kind(data: bytes, extension: str) -> str:
    """What an OLE compound file is: a workbook with a password, an old workbook, or something else renamed."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    is_workbook = "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data
    if not is_workbook or extension not in ("xls", "xlsx"):
        return "not_what_it_says"
    return "old_excel"


def _read_text(data: bytes, name: str, extension: str) -> Workbook:
    if data.startswith(_FOREIGN) or _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise SheetRefused("not_what_it_says", f".{extension}")
    rows, encoding = read_delimited(data)
    if not any(any(cell != "" for cell in row) for row in rows):
        raise SheetRefused("empty")
    title = re.split(r"[/\\]", name)[-1].rpartition(".")[0][:31]
    return Workbook("csv", [Sheet(title, rows, list(range(1, len(rows) + 1)))], encoding=encoding)


def _read_container(data: bytes) -> Workbook:
    container = Container(data)
    if b"%PDF-" in data[:1024] or min(info.header_offset for info in container.members.values()) != 0:
        raise SheetRefused("unsafe", "two formats")
    if data[-22:-18] != b"PK\x05\x06":
        raise SheetRefused("damaged" if data.rfind(b"PK\x05\x06") < 0 else "unsafe", "appended data")
    _refuse_other_documents(container)
    findings = _inflate_all(container)
    paths = _sheet_paths(container)
    is_1904 = _DATE_1904.search(_text(container, "xl/workbook.xml")) is not None
    try:
        workbook = _load_sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)), findings, paths)
    except (CalamineError, ValueError, OSError) as error:
        raise SheetRefused("damaged") from error
    except BaseException as error:  # a panic of the Rust reader is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise SheetRefused("damaged") from error
    for sheet in workbook.sheets:
        sheet.epoch_1904 = is_1904
    return workbook


def _load_sheets(opened: CalamineWorkbook, findings: Mapping[str, Findings], paths: list[str]) -> Workbook:
    workbook = Workbook("xlsx", [])
    for position, about in enumerate(opened.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            workbook.hidden_sheets.append(about.name)
            continue
        path = paths[position] if position < len(paths) else ""
        if path not in findings:  # then nothing is known about its hidden rows
            raise SheetRefused("unsafe", "sheet list")
        sheet = _visible_rows(about.name, opened.get_sheet_by_index(position), findings[path])
        if sheet.rows:
            workbook.sheets.append(sheet)
    return workbook


def _refuse_other_documents(container: Container) -> None:
    names = container.members
    if any(name.startswith(("word/", "ppt/", "content.xml", "META-INF/", "Documents/")) for name in names):
        raise SheetRefused("not_what_it_says", ".xlsx")
    if any("vbaProject" in name or name.startswith("xl/macrosheets") for name in names):
        raise SheetRefused("macros")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise SheetRefused("not_what_it_says", ".xlsx")
    if "macroEnabled" in _text(container, "[Content_Types].xml"):
        raise SheetRefused("macros")


def _inflate_all(container: Container) -> Mapping[str, Findings]:
    """Inflate and search every member once, before anything else reads the file."""
    findings = {}
    for name in container.members:
        if name.startswith("xl/") and name.endswith(".xml") and not name.endswith(("sharedStrings.xml", "styles.xml")):
            findings[name] = scan_sheet(container.pieces(name))
        elif name.endswith((".xml", ".rels", ".vml")):
            for _piece in guarded(container.pieces(name)):
                pass
        else:
            container.exhaust(name)
    return findings


def _text(container: Container, name: str) -> str:
    return container.read(name, most=4 << 20).decode("utf-8", "replace") if name in container.members else ""


def _attributes(text: str) -> dict[str, str]:
    return {key.rpartition(":")[2]: unescape(one or two) for key, one, two in _ATTRIBUTE.findall(text)}


def _sheet_paths(container: Container) -> list[str]:
    """The member that holds each sheet, in the order of the workbook."""
    relations = {}
    for found in _RELATION.findall(_text(container, "xl/_rels/workbook.xml.rels")):
        about = _attributes(found)
        target = about.get("Target", "")
        relations[about.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets = _SHEET.findall(_text(container, "xl/workbook.xml"))
    return [relations.get(_attributes(found).get("id", ""), "") for found in sheets]


def _visible_rows(name: str, opened: CalamineSheet, found: Findings) -> Sheet:
    rows: list[Any] = opened.to_python(skip_empty_area=False) if opened.start else []
    _mark(rows, found)
    numbers = list(range(1, len(rows) + 1))
    hidden = sorted(number for number in found.hidden_rows if number <= len(rows))
    hidden = [number for number in hidden if any(cell != "" for cell in rows[number - 1])]
    if hidden:
        left_out = set(hidden)
        numbers = [number for number in numbers if number not in left_out]
        rows = [rows[number - 1] for number in numbers]
    return Sheet(
        name,
        rows,
        numbers,
        hidden_rows=hidden,
        hidden_columns=frozenset(number - 1 for number in found.hidden_columns),
        merged=[(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in opened.merged_cell_ranges or []],
        formulas=found.formulas,
    )


def _mark(rows: list[list[Any]], found: Findings) -> None:
    """Put a Fault where a formula has no result or a cell shows an error; those cells read as empty otherwise."""
    marks = [(row, column, Fault("formula_without_value")) for row, column in found.without_value]
    marks += [(row, column, Fault("cell_error", text)) for row, column, text in found.errors]
    if not marks:
        return
    width = max(len(rows[0]) if rows else 0, *(column for _row, column, _fault in marks))
    height = max(len(rows), *(row for row, _column, _fault in marks))
    rows.extend([] for _ in range(height - len(rows)))
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    for number, column, fault in marks:
        rows[number - 1][column - 1] = fault
