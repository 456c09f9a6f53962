"""Whole ledgers with planted faults: all are found, and nothing else; the sheet that goes back says so."""

import io
from collections import Counter
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cases.ledger.checks import check_rows
from cases.ledger.columns import LEDGER
from cases.ledger.messages import LEDGER_MESSAGES
from foundation.exchange.cells.faults import CELL_MESSAGES
from foundation.exchange.sheets.error_sheet import write_error_sheet
from foundation.exchange.sheets.heading import find_table
from foundation.exchange.sheets.mapping import mapped_rows, propose
from foundation.exchange.sheets.problems import teller
from foundation.exchange.sheets.reading import read_workbook
from foundation.exchange.sheets.template import write_workbook
from tests.cases.ledger.ledgers import GOOD, context, rows, table_of
from tests.exchange.disorder import SPOILERS
from tests.exchange.messy import Planted, make_ledger
from tests.exchange.workbooks import one_sheet


def check(data: bytes, name: str = "台账.xlsx"):
    table = table_of(data, name)
    mapping = propose(table, LEDGER)
    assert mapping.is_settled, (mapping.missing, mapping.asked)
    return table, mapping, check_rows(mapped_rows(table, mapping.assignment), context())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_planted_faults_are_found_and_nothing_else(seed):
    ledger = make_ledger(3_000, seed=seed, share=0.1)
    table, mapping, result = check(ledger.xlsx)
    assert [Planted(p.row, p.column, p.code) for p in result.problems] == sorted(ledger.planted, key=lambda p: p.row)
    assert {planted.code for planted in ledger.planted} >= {"duplicate_number", "formula_without_value", "date_lunar"}
    assert len(result.rows) == ledger.good_rows
    assert result.total == ledger.case_rows
    assert frozenset(table.sheet.hidden_rows) == ledger.hidden_rows != frozenset()
    assert Counter(found.kind for found in table.reported) == {k: n for k, n in ledger.reported.items() if n}
    assert mapping.unmapped == ()


def test_every_kind_of_fault_is_planted_in_twenty_thousand_rows():
    ledger = make_ledger(20_000)
    assert len({planted.code for planted in ledger.planted}) >= len(SPOILERS) - 6
    _table, _mapping, result = check(ledger.xlsx)
    assert {(p.row, p.column, p.code) for p in result.problems} == {tuple(planted) for planted in ledger.planted}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_same_ledger_as_text_gives_the_same_answer(encoding):
    ledger = make_ledger(800, seed=4, share=0.1)
    _table, _mapping, result = check(ledger.csv(encoding), "台账.csv")
    # A text file knows no formulas and no error cells: what it holds of them are texts.
    told = {"formula_without_value": "formula_text", "cell_error": "money_form"}
    expected = {(planted.row, planted.column, told.get(planted.code, planted.code)) for planted in ledger.planted}
    assert {(p.row, p.column, p.code) for p in result.problems} == expected
    assert len(result.rows) == ledger.good_rows


def test_the_same_seed_gives_the_same_ledger():
    assert make_ledger(200, seed=9).table == make_ledger(200, seed=9).table


def test_a_tidy_ledger_has_no_problems():
    _table, _mapping, result = check(make_ledger(500, untidy=False, share=0).xlsx)
    assert result.problems == []
    assert len(result.rows) == 500


# --- the sheet that goes back -----------------------------------------------------------------------------------------
def test_the_problems_stand_beside_their_rows_in_the_readers_language():
    ledger = make_ledger(300, seed=5, share=0.2)
    table, mapping, result = check(ledger.xlsx)
    with translation.override("en"):
        tell = teller(LEDGER, LEDGER_MESSAGES)
        data = write_error_sheet(table, result.problems, tell, mapping.assignment)
    book = load_workbook(io.BytesIO(data))
    beside, listed = book.worksheets
    assert listed.max_row == len(result.problems) + len(ledger.hidden_rows) + 1
    place = len(table.heading) + 1
    assert beside.cell(table.sheet.numbers[table.heading_rows[1]], place).value == "Problems"
    for problem in result.problems:
        assert tell(problem).wrong in str(beside.cell(problem.row, place).value)
        cell = beside.cell(problem.row, mapping.assignment[problem.column] + 1)
        assert cell.fill.start_color.rgb in ("00F8D7DA", "00FFF3CD")
    for row in sorted(ledger.hidden_rows):
        assert beside.cell(row, place).value == "Hidden row: not read"
    faulty = {problem.row for problem in result.problems}
    clean = next(row.row for row in result.rows if row.row not in faulty)
    assert beside.cell(clean, place).value is None


def test_the_corrected_sheet_can_be_uploaded_again():
    ledger = make_ledger(300, seed=6, share=0.2)
    table, mapping, result = check(ledger.xlsx)
    data = write_error_sheet(table, result.problems, teller(LEDGER, LEDGER_MESSAGES), mapping.assignment)
    again = read_workbook(data, "台账.xlsx")
    second = find_table(again.sheets[0], LEDGER.vocabulary)
    assert propose(second, LEDGER).assignment == mapping.assignment
    checked = check_rows(mapped_rows(second, mapping.assignment), context())
    assert {problem.row for problem in checked.problems} == {problem.row for problem in result.problems}
    assert [row[1:] for row in checked.rows] == [row[1:] for row in result.rows]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_no_cell_ever_becomes_a_formula(texts):
    heading = [LEDGER.by_name[name].synonyms[0] for name in GOOD] + ["备注"]
    data = one_sheet(heading, *([*GOOD.values(), "=cmd|' /C calc'!A0"], [*GOOD.values(), "+1"], [*GOOD.values(), "@x"]))
    table = table_of(data)
    for row, text in zip(table.sheet.rows[1:], texts, strict=False):
        row[-1] = "=" + text
    result = check_rows(mapped_rows(table, propose(table, LEDGER).assignment), context())
    sent = write_error_sheet(table, result.problems, teller(LEDGER, LEDGER_MESSAGES), {})
    for sheet in load_workbook(io.BytesIO(sent)):
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    assert read_workbook(sent, "a.xlsx").sheets[0].formulas == 0


def test_dates_numbers_and_telephones_survive_by_type():
    table = table_of(rows({"remarks": "+86 540 0000 0000", "fee": -1200}, extra=["remarks"]))
    result = check_rows(mapped_rows(table, propose(table, LEDGER).assignment), context())
    sent = write_error_sheet(table, result.problems, teller(LEDGER, LEDGER_MESSAGES), propose(table, LEDGER).assignment)
    row = read_workbook(sent, "a.xlsx").sheets[0].rows[1]
    assert row[: len(table.sheet.rows[1])] == table.sheet.rows[1]
    assert date(2024, 3, 5) in row
    assert -1200.0 in row


def test_the_template_can_be_uploaded_as_it_is():
    table = find_table(read_workbook(write_workbook(LEDGER, "台账"), "a.xlsx").sheets[0], LEDGER.vocabulary)
    mapping = propose(table, LEDGER)
    assert set(mapping.assignment) == {column.name for column in LEDGER.columns}
    result = check_rows(mapped_rows(table, mapping.assignment), context())
    assert result.problems == []
    assert len(result.rows) == 1


def test_every_code_has_words():
    planted = {planted.code for planted in make_ledger(2_000, share=0.5).planted}
    assert planted <= {*CELL_MESSAGES, *LEDGER_MESSAGES}
