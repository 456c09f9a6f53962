"""A block as a file: its table as CSV or workbook, or all of it as a picture for a report or a presentation."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Cell, Months, Table, TableRow
from foundation.desk.formats import MISSING, number
from foundation.documents.papers import picture
from foundation.exchange.exports.cells import Value
from foundation.exchange.exports.writing import private_folder, write_csv, write_xlsx
from foundation.kpi.boards.block import Drawn
from foundation.kpi.boards.drawing import map_svg

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
}
_NUMBER: Final = re.compile(r"[-−]?\d{1,3}(,\d{3})*(\.\d+)?")
_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Source:
    """Where a file comes from: area and period, the moment of the data, the address of the block."""

    scene: str
    as_of: str
    address: str
    definition: str


def written(drawn: Drawn, source: Source, form: str) -> bytes:
    """The block as `form`. Raises KeyError for a form there is none of, PaperFailed when no picture can be made."""
    make: Mapping[str, Callable[[Drawn, Source], bytes]] = {"csv": _csv, "xlsx": _xlsx, "png": _png}
    return make[form](drawn, source)


def _head(drawn: Drawn, source: Source) -> str:
    said = strip_tags(str(drawn.finding)).strip()
    values = {"title": drawn.title, "scene": source.scene, "moment": source.as_of, "address": source.address}
    line = _("%(title)s; %(scene)s; data as of %(moment)s; %(address)s") % values
    return "; ".join(part for part in (line, source.definition, said) if part)


def _csv(drawn: Drawn, source: Source) -> bytes:
    target = io.BytesIO()
    write_csv(target, _head(drawn, source), _headings(drawn.table), _lines(drawn.table))
    return target.getvalue()


def _xlsx(drawn: Drawn, source: Source) -> bytes:
    target = io.BytesIO()
    with private_folder():
        name = _SHEET_NAME.sub(" ", drawn.title)[:31]
        write_xlsx(target, name, _head(drawn, source), _headings(drawn.table), _lines(drawn.table))
    return target.getvalue()


def _headings(table: Table) -> list[str]:
    return [column.title for column in table.columns if not column.hidden_title]


def _lines(table: Table) -> Iterator[list[Value]]:
    for row in (*table.rows, *((table.total,) if table.total else ())):
        shown = [cell for column, cell in zip(table.columns[1:], row.cells, strict=True) if not column.hidden_title]
        yield [row.name, *(typed(strip_tags(str(cell.text))) for cell in shown)]


def typed(text: str) -> Value:
    """What a cell says as a file holds it: numbers as numbers, — as nothing, everything else as text."""
    if text in ("", MISSING):
        return None
    if not _NUMBER.fullmatch(text):
        return text
    plain = text.replace(",", "").replace("−", "-")
    return float(plain) if "." in plain else int(plain)


def _png(drawn: Drawn, source: Source) -> bytes:
    data = {
        "title": drawn.title,
        "finding": strip_tags(str(drawn.finding)).strip(),
        "scene": source.scene,
        "source": _("Data as of %(moment)s") % {"moment": source.as_of},
        "definition": source.definition,
        "address": source.address,
        "language": "en" if get_language() == "en" else "zh",
        "columns": [
            {"title": each.title, "numeric": each.numeric, "bar": each.hidden_title} for each in drawn.table.columns
        ],
        "rows": [_row(row) for row in drawn.table.rows],
        "total": _row(drawn.table.total) if drawn.table.total else None,
        "notes": [strip_tags(str(note)) for note in drawn.notes if note],
        "shades": list(drawn.shades or (drawn.map.legend if drawn.map else ())),
        "map": drawn.map is not None,
        "months": _months(drawn.months) if drawn.months else None,
    }
    return picture("kpi/block", data, {"map.svg": map_svg(drawn.map)} if drawn.map else {})


def _row(row: TableRow) -> dict[str, Any]:
    return {"name": strip_tags(str(row.name)), "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    width = {"now": float(cell.bar.now or 0), "last": float(cell.bar.last or 0)} if cell.bar else None
    return {"text": strip_tags(str(cell.text)), "shade": cell.shade, "tone": cell.tone, "bar": width}


def _months(months: Months) -> dict[str, Any]:
    return {
        "labels": [each.label for each in months.months],
        "now": [each.now for each in months.months],
        "last": [each.last for each in months.months],
        "words": ["" if each.now is None else number(each.now) for each in months.months],
        "now_name": months.now_key or months.now_name,
        "last_name": months.last_name,
        "running": months.running,
    }
