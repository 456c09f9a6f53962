"""Where the heading is, where the data ends, and which column is which."""

from datetime import date
from decimal import Decimal

import pytest

from cases.ledger.columns import LEDGER
from foundation.exchange.sheets.heading import find_table, find_tables
from foundation.exchange.sheets.mapping import fingerprints, mapped_rows, propose
from foundation.exchange.sheets.reading import read_workbook
from foundation.exchange.sheets.refusals import SheetRefused
from foundation.exchange.sheets.specs import heading_key, unit_in
from tests.exchange.workbooks import Page, one_sheet, workbook

HEADING = ["序号", "案号", "受理日期", "鉴定类别", "委托人"]


def case(number: int) -> list:
    return [number, f"示例鉴〔2024〕临鉴字第{number}号", date(2024, 3, 5), "法医临床鉴定", "济南示例区人民法院"]


def table_of(*rows, **more):
    return find_table(read_workbook(one_sheet(*rows, **more), "a.xlsx").sheets[0], LEDGER.vocabulary)


def mapping_of(*rows, remembered=None, **more):
    return propose(table_of(*rows, **more), LEDGER, remembered)


def test_titles_notes_and_blank_rows_above_the_heading_are_passed_over():
    table = table_of(
        ["示例司法鉴定中心业务台账"], [], ["填报单位：示例", "", "2024年"], HEADING, case(1), case(2), merged=("A1:E1",)
    )
    assert table.heading_rows == (3, 3)
    assert table.numbers == [5, 6]


def test_a_heading_of_two_rows_is_joined_from_groups():
    mapping = mapping_of(
        ["序号", "案号", "鉴定类别", "日期", "", "被鉴定人", ""],
        ["", "", "", "受理", "出具", "姓名", "身份证号"],
        [
            1,
            "示例〔2024〕临鉴字第1号",
            "法医临床",
            date(2024, 3, 5),
            date(2024, 3, 9),
            "当事人A1",
            "379999199001010013",
        ],
        merged=("D1:E1", "F1:G1", "A1:A2", "B1:B2", "C1:C2"),
    )
    assert mapping.assignment == {
        "case_number": 1, "category": 2, "accepted_on": 3, "issued_on": 4, "subject_name": 5, "subject_id_number": 6,
    }  # fmt: skip


def test_groups_are_understood_in_a_text_file_too():
    text = "序号,案号,鉴定类别,被鉴定人,,受理日期\n,,,姓名,身份证号,\n"
    text += "1,示例〔2024〕临鉴字第1号,法医临床,当事人A1,,2024-03-05\n"
    table = find_table(read_workbook(text.encode(), "a.csv").sheets[0], LEDGER.vocabulary)
    assert table.heading_rows == (0, 1)
    assert propose(table, LEDGER).assignment["subject_id_number"] == 4
    assert table.numbers == [3]


@pytest.mark.parametrize("words", ["合计", "合 计", "总计：", "小计", "3月份小计", "本页合计", "全年累计"])
def test_totals_are_reported_and_not_read(words):
    table = table_of(HEADING, case(1), [words, "1件"], case(2), [words, "", "", "2"])
    assert table.numbers == [2, 4]
    assert [(found.row, found.kind) for found in table.reported] == [(3, "total"), (5, "total")]


@pytest.mark.parametrize(
    "words", ["制表人：示例", "审核人：", "负责人签字：", "填报日期：2024年", "备注：以上为演示", "（以下空白）"]
)
def test_signatures_are_reported_and_not_read(words):
    table = table_of(HEADING, case(1), [], [words])
    assert table.numbers == [2]
    assert [found.kind for found in table.reported] == ["footer"]


def test_repeated_headings_and_month_titles_are_reported():
    table = table_of(HEADING, case(1), ["三月份"], HEADING, case(2))
    assert table.numbers == [2, 5]
    assert [found.kind for found in table.reported] == ["note", "repeated_heading"]


def test_a_poor_row_is_still_a_case():
    table = table_of(HEADING, case(1), ["", "示例鉴〔2024〕临鉴字第9号"], ["", "", "", "法医临床鉴定", "合计公司"])
    assert table.numbers == [2, 3, 4]


def test_a_sheet_without_known_headings_is_refused_until_a_person_points_at_the_row():
    rows = [["甲", "乙", "丙"], ["1", "2", "3"]]
    with pytest.raises(SheetRefused, match="no_heading"):
        table_of(*rows)
    sheet = read_workbook(one_sheet(*rows), "a.xlsx").sheets[0]
    assert find_table(sheet, LEDGER.vocabulary, heading_row=1).numbers == [2]


def test_a_sheet_a_month_gives_a_table_a_month():
    book = read_workbook(
        workbook(Page("一月", [HEADING, case(1)]), Page("说明", [["怎样填写"]]), Page("二月", [HEADING, case(2)])),
        "a.xlsx",
    )
    tables, others = find_tables(book, LEDGER.vocabulary)
    assert [table.sheet.name for table in tables] == ["一月", "二月"]
    assert others == ["说明"]


# --- mapping ----------------------------------------------------------------------------------------------------------
def test_every_word_institutions_use_leads_to_its_column():
    for column in LEDGER.columns:
        for word in column.synonyms:
            assert LEDGER.vocabulary[heading_key(word)] == (column.name,), word


@pytest.mark.parametrize("written", ["案 号", "案号：", "*案号", "1.案号", "案号（必填）", "案\n号", "【案号】"])
def test_decoration_does_not_hide_a_heading(written):
    assert heading_key(written) == heading_key("案号")


def test_the_unit_in_the_heading_counts():
    assert unit_in("鉴定费（万元）") == Decimal(10_000)
    assert unit_in("鉴定费（元）") == unit_in("鉴定费") == Decimal(1)
    table = table_of([*HEADING, "鉴定费（万元）"], [*case(1), 0.12])
    rows = mapped_rows(table, propose(table, LEDGER).assignment)
    assert rows.hints["fee"].unit == Decimal(10_000)


def test_what_is_missing_and_what_is_unknown_is_listed():
    mapping = mapping_of(["案号", "鉴定类别", "委托人", "车间温度"], ["示例1号", "法医临床", "示例法院", 21])
    assert mapping.missing == ("accepted_on",)
    assert mapping.unmapped == ("车间温度",)
    assert not mapping.is_settled


def test_two_headings_for_one_column_are_asked():
    mapping = mapping_of([*HEADING, "收案日期"], [*case(1), date(2024, 3, 6)])
    assert mapping.asked == {"accepted_on": (2, 5)}
    assert "accepted_on" not in mapping.assignment
    assert not mapping.is_settled


def test_what_a_person_settled_is_remembered_and_wins():
    heading = [*HEADING, "收案日期"]
    remembered = {"收案日期": "accepted_on", "受理日期": "received_on", "委托人": ""}
    mapping = mapping_of(heading, [*case(1), date(2024, 3, 6)], remembered=remembered)
    assert mapping.assignment["accepted_on"] == 5
    assert mapping.assignment["received_on"] == 2
    assert "client_name" not in mapping.assignment
    assert mapping.is_settled


def test_equal_headings_have_different_fingerprints():
    assert fingerprints(table_of([*HEADING, "日期", "日期"], [*case(1), "", ""]))[-2:] == ["日期", "日期#2"]


def test_a_longer_heading_is_likened_and_values_speak_for_it():
    mapping = mapping_of(["案号", "本中心受理日期", "鉴定类别", "委托人"], case(1)[1:])
    proposal = next(p for p in mapping.proposals if p.printed == "本中心受理日期")
    assert (proposal.name, proposal.reason) == ("accepted_on", "similar")
    assert proposal.confidence < 0.95


def test_a_heading_whose_values_are_of_another_kind_is_doubted():
    good = mapping_of([*HEADING, "出具日期"], [*case(1), date(2024, 3, 9)])
    bad = mapping_of([*HEADING, "出具日期"], [*case(1), "法院自取"])
    name = "issued_on"
    assert next(p for p in good.proposals if p.name == name).values_fit
    doubted = next(p for p in bad.proposals if p.name == name)
    assert not doubted.values_fit
    assert doubted.confidence < next(p for p in good.proposals if p.name == name).confidence


def test_an_unknown_heading_over_dates_is_offered_and_not_taken():
    mapping = mapping_of([*HEADING, "甲"], [*case(1), date(2024, 3, 9)])
    proposal = mapping.proposals[-1]
    assert proposal.name == ""
    assert "issued_on" in {name for name, _sure in proposal.alternatives}


def test_a_hidden_column_is_offered_and_not_taken():
    mapping = mapping_of(HEADING, case(1), hidden_columns=frozenset({5}))
    proposal = mapping.proposals[4]
    assert (proposal.name, proposal.reason) == ("", "hidden")
    assert proposal.alternatives[0].name == "client_name"
