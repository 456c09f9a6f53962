"""Whatever stands in a text, the file holds it as text: no spreadsheet reckons with it (trust IN-07)."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from foundation.desk.lists import Column
from foundation.exchange.exports.cells import STARTS_OF_FORMULAS, plain, value_of
from foundation.exchange.exports.writing import write_csv, write_xlsx
from foundation.exchange.sheets.error_sheet import safe_text

# What PostgreSQL can hold: everything but NUL and halves of surrogates.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=60)
BAD = st.builds(
    lambda start, rest: start + rest, st.sampled_from((*STARTS_OF_FORMULAS[:-5], "＝", "＋", "－", "＠")), TEXTS
)
CELLS = st.lists(
    st.one_of(TEXTS, BAD, st.sampled_from(["#N/A", "#REF!", "=1+1", '=HYPERLINK("x")', "1e5"])), min_size=1, max_size=5
)


@given(st.lists(CELLS, max_size=5), BAD)
def test_a_workbook_opens_with_every_text_as_text(rows: list[list[str]], head: str) -> None:
    target = io.BytesIO()
    write_xlsx(target, "示例", head, ["=SUM(A1)", "正常"], rows)
    sheet = load_workbook(target).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    read = [
        [cell.value or "" for cell in row][: len(given_row)]
        for row, given_row in zip(list(sheet.iter_rows())[2:], rows, strict=False)
    ]
    expected = [[safe_text(text).replace("\r\n", "\n").replace("\r", "\n") for text in row] for row in rows]
    assert [[str(value).replace("\r", "\n") for value in row] for row in read] == expected


@given(st.lists(CELLS, min_size=1, max_size=5), BAD)
def test_a_csv_has_an_apostrophe_before_every_text_that_would_be_reckoned(rows: list[list[str]], head: str) -> None:
    target = io.BytesIO()
    write_csv(target, head, ["=SUM(A1)"], rows)
    read = list(csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig"), newline="")))
    for row in read:
        assert [text for text in row if text.startswith(STARTS_OF_FORMULAS)] == []
    back = [
        [text[1:] if text.startswith("'") and text[1:].startswith(STARTS_OF_FORMULAS) else text for text in row]
        for row in read[2:]
    ]
    assert back == rows


def test_numbers_days_and_telephones_keep_what_they_are() -> None:
    def value(given: Any, **other: Any) -> Any:
        return value_of(Column("x", "X", lambda row: given, **other), None)

    assert plain(value(-5)) == "-5"
    assert plain(value(Decimal("-1200.50"))) == "-1200.50"
    assert plain(value("+86 531 0000")) == "'+86 531 0000"
    assert plain(value(date(2026, 11, 25))) == "2026-11-25"
    assert plain(value(datetime(2026, 11, 25, 0, 30, tzinfo=UTC))) == "2026-11-25 08:30"
    assert value(10**17) == str(10**17), "a workbook would round it"
    assert value(True) in ("是", "yes")
    assert value(["甲", "乙"]) == "甲、乙"
    assert value("370102199001011234", personal=True) == "370*************34"
    target = io.BytesIO()
    write_xlsx(
        target, "示例", "x", ["a", "b", "c", "d"], [[value(-5), value("+86 531"), date(2026, 11, 25), date(1890, 1, 2)]]
    )
    row = list(list(load_workbook(target).worksheets[0].iter_rows())[2])
    assert [cell.data_type for cell in row] == ["n", "s", "d", "s"]
    assert (row[0].value, row[1].value, row[2].value.date(), row[3].value) == (
        -5,
        "+86 531",
        date(2026, 11, 25),
        "1890-01-02",
    )
