"""Papers: Chinese in the project's own font, fit for the archive, the same from the same data."""

import io
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from foundation.documents import codes
from foundation.documents.papers import ImportReport, PaperFailed, SheetCount, render
from foundation.documents.recognition import recognise

MOMENT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
REPORT = ImportReport(
    institution="示例青岛海鉴司法鉴定所",
    file_name="2026年度台账（示例）.xlsx",
    sha256="ab12cd34" * 8,
    size=1_234_567,
    received_at=MOMENT,
    recorded_by="案件登记员，示例青岛海鉴司法鉴定所",
    loaded=19_321,
    changed=12,
    unchanged=600,
    refused=67,
    by_category=[SheetCount("法医临床鉴定", 12_000), SheetCount("文书鉴定", 7_333)],
    by_reason=[SheetCount("完成日期早于受理日期", 40)],
    code="10AB" + codes.check_character("10AB"),
    link="https://jianding.example/imports/1/",
)


def text_of(paper: bytes) -> str:
    """Return the text of a PDF as a reader would copy it, through the fonts' tables of characters."""
    streams = []
    for match in re.finditer(rb"(\d+) 0 obj\s*<<(.*?)>>\s*stream\r?\n", paper, re.DOTALL):
        unpacker = zlib.decompressobj()
        if b"FlateDecode" in match[2]:
            streams.append(unpacker.decompress(paper[match.end() :]))
    return "".join(character for stream in streams for character in _mapped(stream))


def _mapped(table: bytes) -> list[str]:
    """Return the characters that a ToUnicode table maps to; other streams have none."""
    characters = []
    for block in re.findall(rb"begin(?:bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", table, re.DOTALL):
        for target in re.findall(rb"<([0-9a-fA-F]+)>\s*$", block, re.MULTILINE):
            characters.append(bytes.fromhex(target.decode()).decode("utf-16-be"))
    return characters


@time_machine.travel(MOMENT, tick=False)
def test_the_import_report_is_an_archivable_tagged_pdf_in_chinese() -> None:
    paper = REPORT.as_pdf()
    assert recognise(io.BytesIO(paper), "report.pdf").size == len(paper)
    assert b"<pdfaid:part>2</pdfaid:part>" in paper and b"<pdfuaid:part>1</pdfuaid:part>" in paper
    assert "数据导入结果报告".encode() in paper  # the title in the metadata stands in the clear
    assert set("示例青岛海鉴司法鉴定所法医临床鉴定完成日期早于受理") <= set(text_of(paper))
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z-]+)", paper))
    assert fonts and all(font.startswith(b"NotoSansSC") for font in fonts)


@time_machine.travel(MOMENT, tick=False)
def test_the_same_facts_give_the_same_bytes() -> None:
    assert REPORT.as_pdf() == REPORT.as_pdf()


def test_a_demo_paper_says_so(settings: object) -> None:
    settings.PORTAL_DEMO = False  # type: ignore[attr-defined]  # pytest-django's fixture takes any name
    assert "演" not in text_of(REPORT.as_pdf())
    settings.PORTAL_DEMO = True  # type: ignore[attr-defined]  # as above
    assert set("演示数据") <= set(text_of(REPORT.as_pdf()))


def test_the_rows_of_the_report_add_up() -> None:
    assert REPORT.total == 20_000


def test_a_character_the_font_lacks_stops_the_paper_instead_of_leaving_a_hole() -> None:
    with pytest.raises(PaperFailed):
        render("documents/import_report", {**REPORT._data(), "institution": "示例\U00020bb7鉴定所"})


def test_data_are_text_and_never_markup() -> None:
    hostile = '#panic("x") *bold* $x$ \\ @ref <a> // "quoted" #read("/etc/passwd")'
    paper = render("documents/import_report", {**REPORT._data(), "institution": hostile})
    assert "#" in text_of(paper)


def test_without_the_fonts_there_is_no_paper(settings: object, tmp_path: Path) -> None:
    settings.FONTS_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's fixture takes any name
    with pytest.raises(ImproperlyConfigured):
        REPORT.as_pdf()
