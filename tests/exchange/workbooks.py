"""Writes small and large XLSX files as other programs write them, with what openpyxl cannot write: stored results of
formulas, error cells, hidden rows, a hostile member or two."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = date(1899, 12, 30)


class Formula(NamedTuple):
    """A formula with the result Excel stored beside it; None when nobody has calculated it yet."""

    text: str
    value: Any = None


class ErrorCell(NamedTuple):
    """A cell that shows an error such as #DIV/0!."""

    text: str


@dataclass
class Page:
    """One sheet to write. Rows and columns of `hidden_*` are counted from 1; `merged` are ranges such as A1:F1."""

    name: str
    rows: Iterable[Sequence[Any]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    state: str = "visible"


@dataclass
class Strings:
    """The table of shared strings."""

    places: dict[str, int] = field(default_factory=dict)

    def place(self, text: str) -> int:
        return self.places.setdefault(text, len(self.places))


def letters(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell(reference: str, value: Any, strings: Strings) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, Formula):
        stored = value.value
        kind = ' t="str"' if isinstance(stored, str) else ""
        result = "" if stored is None else f"<v>{escape(str(stored))}</v>"
        return f'<c r="{reference}"{kind}><f>{escape(value.text)}</f>{result}</c>'
    if isinstance(value, ErrorCell):
        return f'<c r="{reference}" t="e"><v>{escape(value.text)}</v></c>'
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f'<c r="{reference}" s="2"><v>{(value.date() - _EPOCH).days + seconds / 86400}</v></c>'
    if isinstance(value, date):
        return f'<c r="{reference}" s="1"><v>{(value - _EPOCH).days}</v></c>'
    if isinstance(value, str):
        return f'<c r="{reference}" t="s"><v>{strings.place(value)}</v></c>'
    return f'<c r="{reference}"><v>{value!r}</v></c>'


def _sheet(page: Page, strings: Strings) -> str:
    parts = [_HEAD, f'<worksheet xmlns="{_MAIN}" xmlns:r="{_DOC}">']
    if page.hidden_columns:
        columns = "".join(f'<col min="{n}" max="{n}" width="9" hidden="1"/>' for n in sorted(page.hidden_columns))
        parts.append(f"<cols>{columns}</cols>")
    parts.append("<sheetData>")
    for number, row in enumerate(page.rows, start=1):
        hidden = ' hidden="1"' if number in page.hidden_rows else ""
        cells = "".join(_cell(f"{letters(column)}{number}", value, strings) for column, value in enumerate(row, 1))
        parts.append(f'<row r="{number}"{hidden}>{cells}</row>' if cells else f'<row r="{number}"{hidden}/>')
    parts.append("</sheetData>")
    if page.merged:
        ranges = "".join(f'<mergeCell ref="{span}"/>' for span in page.merged)
        parts.append(f'<mergeCells count="{len(page.merged)}">{ranges}</mergeCells>')
    parts.append("</worksheet>")
    return "".join(parts)


def members(pages: Sequence[Page], *, date_1904: bool = False) -> dict[str, str]:
    """The files inside the workbook by name, so that a test may spoil one of them before zipping."""
    strings = Strings()
    sheets = {f"xl/worksheets/sheet{n}.xml": _sheet(page, strings) for n, page in enumerate(pages, 1)}
    listed = "".join(
        f'<sheet name={quoteattr(page.name)} sheetId="{n}" r:id="rId{n}"'
        + (f' state="{page.state}"' if page.state != "visible" else "")
        + "/>"
        for n, page in enumerate(pages, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOC}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(pages) + 1)
    )
    last = len(pages) + 1
    relations += f'<Relationship Id="rId{last}" Type="{_DOC}/sharedStrings" Target="sharedStrings.xml"/>'
    relations += f'<Relationship Id="rId{last + 1}" Type="{_DOC}/styles" Target="styles.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, len(pages) + 1)
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_REL}"><Relationship Id="rId1" '
        f'Type="{_DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}">'
        + ('<workbookPr date1904="1"/>' if date_1904 else "")
        + f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_REL}">{relations}</Relationships>',
        "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill>'
        "</fills>"
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>",
        **sheets,
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}" count="{len(strings.places)}">'
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings.places)
        + "</sst>",
    }


def zipped(files: dict[str, str | bytes] | dict[str, str]) -> bytes:
    """The members as one ZIP file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def workbook(*pages: Page, date_1904: bool = False) -> bytes:
    """A whole XLSX file."""
    return zipped(members(pages, date_1904=date_1904))


def one_sheet(*rows: Sequence[Any], **more: Any) -> bytes:
    """A workbook with one visible sheet."""
    return workbook(Page("台账", rows, **more))
