"""What is read out of a file, and which files are not opened."""

import io
import struct
import time
import zipfile
import zlib
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook as OpenpyxlWorkbook

from cases.ledger.columns import LEDGER
from foundation.exchange.cells.columns import read_column
from foundation.exchange.cells.faults import Fault
from foundation.exchange.sheets import archives
from foundation.exchange.sheets.heading import find_table
from foundation.exchange.sheets.mapping import propose
from foundation.exchange.sheets.reading import read_workbook
from foundation.exchange.sheets.refusals import REFUSALS, SheetRefused
from foundation.exchange.sheets.specs import Hints
from tests.exchange.workbooks import ErrorCell, Formula, Page, members, one_sheet, workbook, zipped

ROWS: list[list[Any]] = [["案号", "受理日期"], ["示例1号", date(2024, 3, 5)]]


def refusal(data: bytes, name: str = "台账.xlsx") -> str:
    with pytest.raises(SheetRefused) as refused:
        read_workbook(data, name)
    assert refused.value.code in REFUSALS
    assert refused.value.message
    return refused.value.code


# --- what is read -----------------------------------------------------------------------------------------------------
def test_values_keep_their_kinds():
    data = one_sheet([1, 2.5, "文", True, date(2024, 3, 5), datetime(2024, 3, 5, 10, 30), "", "=1+1"])  # noqa: DTZ001
    row = read_workbook(data, "a.xlsx").sheets[0].rows[0]
    assert row == [1.0, 2.5, "文", True, date(2024, 3, 5), datetime(2024, 3, 5, 10, 30), "", "=1+1"]  # noqa: DTZ001


def test_a_formula_gives_its_stored_result_and_none_is_an_error_at_its_cell():
    data = one_sheet([Formula("600*2", 1200), Formula("600*2"), Formula('""', ""), ErrorCell("#DIV/0!")])
    sheet = read_workbook(data, "a.xlsx").sheets[0]
    assert sheet.rows == [[1200.0, Fault("formula_without_value"), "", Fault("cell_error", "#DIV/0!")]]
    assert sheet.formulas == 3


def test_a_formula_openpyxl_wrote_has_no_result():
    book = OpenpyxlWorkbook()
    book.create_sheet("a", 0).append(["a", "=1+1"])
    target = io.BytesIO()
    book.save(target)
    assert read_workbook(target.getvalue(), "a.xlsx").sheets[0].rows == [["a", Fault("formula_without_value")]]


def test_hidden_rows_and_sheets_are_reported_and_not_read():
    pages = [
        Page("台账", [["a"], ["secret row"], [], ["c"]], hidden_rows=frozenset({2, 3})),
        Page("藏", [["secret sheet"]], state="hidden"),
        Page("深藏", [["secret sheet"]], state="veryHidden"),
        Page("空", []),
    ]
    book = read_workbook(workbook(*pages), "a.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["台账"]
    assert book.hidden_sheets == ["藏", "深藏"]
    assert book.sheets[0].rows == [["a"], [""], ["c"]]
    assert book.sheets[0].hidden_rows == [2]
    assert "secret" not in repr(book)


def test_hidden_columns_and_merged_cells_are_told():
    sheet = read_workbook(
        one_sheet(["标题"], ["a", "b", "c"], hidden_columns=frozenset({2}), merged=("A1:C1",)), "a.xlsx"
    ).sheets[0]
    assert sheet.hidden_columns == {1}
    assert sheet.merged == [(1, 0, 1, 2)]


def test_row_numbers_are_those_of_the_sheet():
    sheet = read_workbook(one_sheet([], [], ["a"], [], ["b"], ["c"], hidden_rows=frozenset({5})), "a.xlsx").sheets[0]
    assert [(number, row) for number, row in zip(sheet.numbers, sheet.rows, strict=True) if row != [""]] == [
        (3, ["a"]),
        (6, ["c"]),
    ]


def test_the_count_from_1904_is_told():
    assert read_workbook(workbook(Page("a", ROWS), date_1904=True), "a.xlsx").sheets[0].epoch_1904


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files_are_read_in_every_usual_encoding(encoding, told, separator):
    rows = [("案号", "受理日期", "费用"), (f'"示例〔2024〕{separator}1号"', "2024-03-05", "1200")]
    text = "".join(separator.join(row) + "\r\n" for row in rows)
    book = read_workbook(text.encode(encoding), "台账.csv")
    assert book.encoding == told
    assert book.sheets[0].rows == [["案号", "受理日期", "费用"], [f"示例〔2024〕{separator}1号", "2024-03-05", "1200"]]


def test_a_line_break_in_a_cell_counts_as_one_row():
    sheet = read_workbook(b'a,b\n"1\n2",c\n\nd,e\n', "a.csv").sheets[0]
    assert [(n, row) for n, row in zip(sheet.numbers, sheet.rows, strict=True)] == [
        (1, ["a", "b"]),
        (2, ["1\n2", "c"]),
        (3, ["", ""]),
        (4, ["d", "e"]),
    ]


def test_cells_formatted_down_to_the_last_row_and_column_do_no_harm():
    files = members([Page("台账", ROWS)])
    name = "xl/worksheets/sheet1.xml"
    far = '<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    files[name] = files[name].replace("</sheetData>", far).replace("</row>", '<c r="XFD1" s="1"/></row>', 1)
    assert read_workbook(zipped(files), "a.xlsx").sheets[0].rows[1][0] == "示例1号"


def test_names_with_a_prefix_are_understood():
    files = members([Page("台账", [["a", Formula("1+1")], ["b"]], hidden_rows=frozenset({2}))])
    name = "xl/worksheets/sheet1.xml"
    for tag in ("worksheet", "sheetData", "row", "c", "f", "v"):
        for opening in ("<", "</"):
            for end in (" ", ">"):
                files[name] = files[name].replace(f"{opening}{tag}{end}", f"{opening}x:{tag}{end}")
    files[name] = files[name].replace("xmlns=", "xmlns:x=")
    sheet = read_workbook(zipped(files), "a.xlsx").sheets[0]
    assert sheet.hidden_rows == [2]
    assert sheet.rows == [["a", Fault("formula_without_value")]]


# --- what is refused --------------------------------------------------------------------------------------------------
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "empty"),
        (b"\n\n,,\n", "a.csv", "empty"),
        (one_sheet(*ROWS), "a.csv", "not_what_it_says"),
        (b"a,b\n1,2\n", "a.xlsx", "not_what_it_says"),
        (b"a,b\n1,2\n", "a.exe", "extension"),
        (b"a,b\n1,2\n", "noname", "extension"),
        (b"%PDF-1.7 ...", "a.csv", "not_what_it_says"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.csv", "not_what_it_says"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "not_what_it_says"),
        (b"GIF89a=1;alert(1)", "a.csv", "not_what_it_says"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><x/>", "a.csv", "not_what_it_says"),
        (b"a,b\n1,\x00\n", "a.csv", "not_what_it_says"),
        (b"\x81\xff\xff,\xfe", "a.csv", "encoding"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.xlsx", "not_what_it_says"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "old_excel"),
        (one_sheet(*ROWS), "a.xlsm", "macros"),
        (one_sheet(*ROWS)[:-200], "a.xlsx", "damaged"),
        (one_sheet(*ROWS)[:40], "a.xlsx", "damaged"),
        (one_sheet(*ROWS) + b"<html>", "a.xlsx", "unsafe"),
        (b"PK\x03\x04", "a.xlsx", "damaged"),
        (zipped({"word/document.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "a.xlsx", "not_what_it_says"),
        (zipped({"readme.txt": "x"}), "a.xlsx", "not_what_it_says"),
        (workbook(Page("a", ROWS, state="hidden"), Page("b", [])), "a.xlsx", "no_visible_sheet"),
    ],
    # Bytes of a zip hold the time of its making: as ids they would differ between two processes.
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_a_file_that_is_not_what_is_needed_is_refused_with_its_reason(data, name, code):
    assert refusal(data, name) == code


def spoiled(name: str, old: str, new: str) -> bytes:
    files = members([Page("台账", ROWS)])
    assert old in files[name]
    return zipped({**files, name: files[name].replace(old, new, 1)})


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, "<!DOCTYPE x>"])
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"])
def test_a_document_type_is_refused_at_once_wherever_it_stands(name, declaration):
    start = time.monotonic()
    assert refusal(spoiled(name, "\n<", f"\n{declaration}<")) == "unsafe"
    assert time.monotonic() - start < 1


def test_a_declaration_cannot_hide_in_another_encoding():
    files: dict[str, str | bytes] = dict(members([Page("台账", ROWS)]))
    files[SHEET] = str(files[SHEET]).replace("\n<", f"\n{LAUGHS}<").encode("utf-16")
    assert refusal(zipped(files)) == "unsafe"
    assert refusal(spoiled(SHEET, 'encoding="UTF-8"', 'encoding="UTF-7"')) == "unsafe"


def test_macros_are_refused_whatever_the_name():
    assert refusal(with_member("xl/vbaProject.bin", b"x")) == "macros"
    sheet = "spreadsheetml.sheet.main+xml"
    assert refusal(spoiled("[Content_Types].xml", sheet, "ms-excel.sheet.macroEnabled.main+xml")) == "macros"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="XFD2"><v>1</v></c>', "too_many_columns"),
        ('<c r="iw2"><v>1</v></c>', "too_many_columns"),
        ("<c r='XFD2'><v>1</v></c>", "too_many_columns"),
        ('<c t="n" r = "A1048576"><v>1</v></c>', "too_many_columns"),
        ("<c><v>1</v></c>" * 300, "too_many_columns"),
    ],
)
def test_a_value_far_away_would_cost_gigabytes_and_is_refused(cell, code):
    assert refusal(spoiled(SHEET, "</row>", f"{cell}</row>")) == code


def test_too_many_rows_are_refused():
    row = '<row r="200001"><c><v>1</v></c></row></sheetData>'
    assert refusal(spoiled(SHEET, "</sheetData>", row)) == "too_many_rows"
    wide = '<row r="199999"><c r="BZ199999"><v>1</v></c></row></sheetData>'
    assert refusal(spoiled(SHEET, "</sheetData>", wide)) == "too_many_columns"
    assert refusal(b"a,b\n" * 200_001, "a.csv") == "too_many_rows"


@pytest.mark.parametrize(
    "unit", ["<f ", "<c ", '<c r="XFD1" ', "<row ", '<c t="e">', "<c><f>", "<x:", " r = ", "<v>", "((", "\t"]
)
def test_no_markup_makes_the_search_slow(unit):
    start = time.monotonic()
    with suppress(SheetRefused):
        read_workbook(spoiled(SHEET, "</row>", unit * (4_000_000 // len(unit)) + "</row>"), "a.xlsx")
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("unit", ["(", "（案", "1,", "0", "张 ", "a b", "*", "第", "〔2024〕", " "])
def test_no_text_makes_reading_and_checking_slow(unit):
    start = time.monotonic()
    table = find_table(read_workbook(long_cells((unit * 30_000)[:120_000]), "a.csv").sheets[0], LEDGER.vocabulary)
    mapping = propose(table, LEDGER)
    for column in LEDGER.columns:
        read_column(table.column(mapping.assignment.get(column.name, 1)), column.reader(Hints()))
    assert time.monotonic() - start < 5


def long_cells(text: str) -> bytes:
    row = ",".join(f'"{text}"' for _ in range(4))
    return f"案号,受理日期,鉴定类别,委托人\n{row}\n{row}\n".encode()


def test_a_sheet_that_cannot_be_found_is_not_read():
    assert refusal(spoiled("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/./sheet1.xml")) in (
        "unsafe",
        "damaged",
    )


# --- archives that lie ------------------------------------------------------------------------------------------------
def with_member(name: str, content: bytes) -> bytes:
    files: dict[str, str | bytes] = dict(members([Page("台账", ROWS)]))
    files[name] = content
    return zipped(files)


def test_a_bomb_with_an_honest_header_is_refused_while_it_inflates(monkeypatch):
    assert refusal(with_member("xl/media/zeros.bin", bytes(60 << 20))) == "too_much_inside"
    monkeypatch.setattr(archives, "RATIO", 10**9)
    monkeypatch.setattr(archives, "UNPACKED", 50 << 20)
    assert refusal(with_member("xl/media/zeros.bin", bytes(60 << 20))) == "too_much_inside"


def test_a_bomb_whose_header_lies_is_refused_too():
    data = bytearray(with_member("xl/media/zeros.bin", bytes(60 << 20)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("xl/media/zeros.bin")
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/media/zeros.bin"))
    struct.pack_into("<L", data, place + 24, 100)
    struct.pack_into("<L", data, info.header_offset + 22, 100)
    assert refusal(bytes(data)) == "too_much_inside"


def test_a_small_lie_about_the_size_is_refused_as_damage():
    data = bytearray(one_sheet(*ROWS))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, place + 24, 7)
    assert refusal(bytes(data)) == "damaged"


def test_too_many_members_are_refused():
    files: dict[str, str | bytes] = dict(members([Page("台账", ROWS)]))
    files |= {f"xl/media/{n}": b"" for n in range(2_001)}
    assert refusal(zipped(files)) == "too_much_inside"


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/outside.xml", "c:/outside.xml", "xl/..\\outside.xml"])
def test_a_member_that_wants_to_leave_is_refused(name):
    assert refusal(with_member(name, b"x")) == "unsafe"


def test_a_link_is_refused():
    target = io.BytesIO(one_sheet(*ROWS))
    with zipfile.ZipFile(target, "a") as archive:
        link = zipfile.ZipInfo("xl/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refusal(target.getvalue()) == "unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    target = io.BytesIO(one_sheet(*ROWS))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refusal(target.getvalue()) == "unsafe"


def test_overlapping_members_are_refused():
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(1000)) + kernel.flush()
    crc = zlib.crc32(bytes(1000))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), 1000, 1, 0) + b"a" + packed
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), 1000, 1, 0, 0, 0, 0, 0, 0)
        + name
        for name in (b"a", b"b")
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(central), len(local), 0)
    assert refusal(local + central + end) == "unsafe"


@pytest.mark.parametrize("place", range(0, 2000, 97))
def test_a_flipped_byte_is_refused_or_harmless_but_never_a_crash(place):
    data = bytearray(one_sheet(*ROWS))
    data[place % len(data)] ^= 0xFF
    with suppress(SheetRefused):
        read_workbook(bytes(data), "a.xlsx")
