"""What the fast reader of workbooks does not tell: hidden rows and columns, formulas without a result, error cells.

The sheet's XML is searched in pieces while it is inflated; nothing is parsed into a tree and no entity is ever
expanded: a document type declaration or an encoding other than UTF-8 is refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .refusals import SheetRefused

ROWS = 200_000
NARROW_COLUMNS = 64  # BL
COLUMNS = 256  # IV
# The fast reader keeps a dense table of 32 bytes a cell, so one stray value far off would cost gigabytes.
CELLS = ROWS * NARROW_COLUMNS

_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_ROW_NUMBER = re.compile(rb"(?:^|\s)r\s*=\s*[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true|on)[\"']", re.IGNORECASE)
_NO_HEIGHT = re.compile(rb"\sht\s*=\s*[\"']0(?:\.0+)?[\"']")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_SPAN = re.compile(rb"\s(min|max)\s*=\s*[\"'](\d+)[\"']")
# References beyond column IV or below row 199,999; references beyond column BL.
_FAR = re.compile(
    rb"r\s*=\s*[\"'](?:(?:[A-Za-z]{3,}|[Ii][W-Zw-z]|[J-Zj-z][A-Za-z])\d+|[A-Za-z]{1,2}(?:[2-9]\d{5}|\d{7,}))[\"']"
)
_WIDE = re.compile(rb"r\s*=\s*[\"'](?:[Bb][M-Zm-z]|[C-Zc-z][A-Za-z])\d+[\"']")
_CELL_START = re.compile(rb"<(?:\w+:)?c(?=[\s>])")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</)?")
_ERROR = re.compile(
    rb"\st\s*=\s*[\"']e[\"'][^<>]*>(?:\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</[^<>]*>))?\s*<(?:\w+:)?v>([^<]{1,20})</"
)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d+)[\"']")
_STRING_TYPE = re.compile(rb"\st\s*=\s*[\"']str[\"']")


@dataclass(slots=True)
class Findings:
    """What was found in one sheet. Rows and columns are counted from 1, as a person sees them."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: int = 0
    without_value: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    last_row: int = 0
    row: int = 0
    wide: bool = False


def refuse_declarations(head: bytes) -> None:
    """Refuse XML that declares a document type or an encoding in which one could hide from a search for it.

    UTF-8 is what every known program writes into a workbook.
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if b"\x00" in start or start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SheetRefused("unsafe", "encoding")
    declared = re.match(rb"<\?xml[^<>]*?encoding\s*=\s*[\"']([^\"']+)[\"']", start)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii", b"utf8"):
        raise SheetRefused("unsafe", "encoding")


def guarded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of an XML member; SheetRefused when it declares a document type or an entity."""
    tail = b""
    first = True
    for piece in pieces:
        if first:
            refuse_declarations(piece)
            first = False
        joined = tail + piece[:16]
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece or b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
            raise SheetRefused("unsafe", "DOCTYPE")
        tail = piece[-16:]
        yield piece


def scan_sheet(pieces: Iterable[bytes]) -> Findings:
    """Search a worksheet's XML piece by piece, cutting at ends of rows so that no row is split."""
    found = Findings()
    rest = b""
    for piece in guarded(pieces):
        rest += piece
        cut = rest.rfind(b"row>")
        if cut < 0:
            if len(rest) > 64 * 1024 * 1024:
                raise SheetRefused("unsafe", "row")
            continue
        _scan(rest[: cut + 4], found)
        rest = rest[cut + 4 :]
    _scan(rest, found)
    return found


def _scan(part: bytes, found: Findings) -> None:
    _scan_rows(part, found)
    if b"hidden" in part and (b"<col" in part or b":col" in part):
        _scan_columns(part, found)
    if _holds_something(_FAR, part):
        raise SheetRefused("too_many_columns", "IV")
    if not found.wide:
        found.wide = _holds_something(_WIDE, part)
    if found.last_row * (COLUMNS if found.wide else NARROW_COLUMNS) > CELLS:
        raise SheetRefused("too_many_columns", column_letters(NARROW_COLUMNS))
    if b"<c>" in part or b":c" in part or part.count(b"<c ") != part.count(b'<c r="'):
        _count_unnumbered(part)
    if b"<f" in part or b":f" in part:
        _scan_formulas(part, found)
    if b'"e"' in part or b"'e'" in part:
        for match in _ERROR.finditer(part):
            if place := _place(part, match.start()):
                found.errors.append((*place, match[1].decode("utf-8", "replace")))


def _holds_something(reference: re.Pattern[bytes], part: bytes) -> bool:
    """True when a cell with such a reference is more than formatted (an empty cell closes itself)."""
    match = reference.search(part)
    while match:
        end = part.find(b">", match.end())
        if end < 0 or part[end - 1 : end] != b"/":
            return True
        match = reference.search(part, end)
    return False


def _place(part: bytes, position: int) -> tuple[int, int] | None:
    """Row and column of the cell whose opening tag is the last one begun before a position."""
    opening = part.rfind(b"<", 0, position)
    reference = _REFERENCE.search(part, opening, part.find(b">", opening))
    return (int(reference[2]), column_number(reference[1].decode())) if reference else None


def _scan_rows(part: bytes, found: Findings) -> None:
    number = found.row
    for match in _ROW.finditer(part):
        attributes = match[1]
        numbered = _ROW_NUMBER.search(attributes)
        number = int(numbered[1]) if numbered else number + 1
        if (b"hidden" in attributes and _HIDDEN.search(attributes)) or (
            b"ht" in attributes and _NO_HEIGHT.search(attributes)
        ):
            found.hidden_rows.add(number)
        if number >= ROWS:
            # Rows that are only formatted are common down to the very last one; rows with values are too many.
            end = _ROW_END.search(part, match.end())
            if not attributes.endswith(b"/") and b"c>" in part[match.end() : end.start() if end else None]:
                raise SheetRefused("too_many_rows", f"{ROWS:,}")
        elif number > found.last_row:
            found.last_row = number
    found.row = number


def _scan_columns(part: bytes, found: Findings) -> None:
    for match in _COLUMN.finditer(part):
        if _HIDDEN.search(match[1]):
            span = {name: int(number) for name, number in _SPAN.findall(match[1])}
            first, last = span.get(b"min", 1), span.get(b"max", 1)
            found.hidden_columns.update(range(first, min(last, COLUMNS) + 1))


def _count_unnumbered(part: bytes) -> None:
    """Cells may leave out their reference and count on from the left: then no row may hold too many."""
    for row in _ROW_END.split(part):
        if len(_CELL_START.findall(row)) > NARROW_COLUMNS:
            raise SheetRefused("too_many_columns", column_letters(NARROW_COLUMNS))


def _scan_formulas(part: bytes, found: Findings) -> None:
    for match in _FORMULA.finditer(part):
        found.formulas += 1
        if match[1]:
            continue
        # A formula whose result is the empty text is stored as t="str" with an empty value: that is a result.
        opening = part.rfind(b"<", 0, match.start())
        place = _place(part, match.start())
        if place and not _STRING_TYPE.search(part, opening, match.start()):
            found.without_value.append(place)


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
