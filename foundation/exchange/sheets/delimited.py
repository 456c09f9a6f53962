"""Text files with separators: encoding and separator are found from the content."""

import csv
import io
from collections import Counter

from ..cells.faults import Raw
from .markup import NARROW_COLUMNS, ROWS
from .refusals import SheetRefused

_LONGEST_CELL = 32_767  # Excel's own limit
_SEPARATORS = ",\t;|"


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by byte order mark, else UTF-8, else GB18030; SheetRefused otherwise."""
    if data.startswith(b"\xef\xbb\xbf"):
        candidates = ["utf-8-sig"]
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif data[1:400:2].count(0) > len(data[:400]) // 8:
        candidates = ["utf-16-le"]
    elif data[0:400:2].count(0) > len(data[:400]) // 8:
        candidates = ["utf-16-be"]
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise SheetRefused("not_what_it_says", "NUL")
        return text, "utf-8" if encoding == "utf-8-sig" else encoding
    raise SheetRefused("encoding")


def read_delimited(data: bytes) -> tuple[list[list[Raw]], str]:
    """All rows of the file, one list a row, and the encoding. Row i of the list is row i + 1 in Excel."""
    text, encoding = decode(data)
    separator = sniff(text)
    csv.field_size_limit(_LONGEST_CELL * 4)
    rows: list[list[Raw]] = []
    width = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(list(cells))
            width = max(width, len(cells))
            if len(rows) > ROWS:
                raise SheetRefused("too_many_rows", f"{ROWS:,}")
    except csv.Error as error:
        raise SheetRefused("damaged") from error
    if width > NARROW_COLUMNS:
        width = _trim(rows)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows, encoding


def _trim(rows: list[list[Raw]]) -> int:
    """Drop empty cells at the right of every row; the width that is left."""
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    width = max(map(len, rows))
    if width > NARROW_COLUMNS:
        raise SheetRefused("too_many_columns", "BL")
    return width


def sniff(text: str) -> str:
    """The separator that parts the most lines of the beginning into the same number of cells; a comma by default."""
    lines = text[:65_536].splitlines()[:60]
    best, best_score = ",", 0
    for separator in _SEPARATORS:
        widths = Counter(
            len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1 and any(map(str.strip, row))
        )
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        score = count * min(width, 8)
        if score > best_score:
            best, best_score = separator, score
    return best
