"""A file is what its content, its name and the list of kinds agree on; everything else is refused (trust IN-02)."""

import io
import zipfile
import zlib
from typing import Any

import pytest

from foundation.documents import kinds
from foundation.documents.recognition import recognise
from foundation.documents.refusals import FileRefused
from tests.documents import making


def refusal(content: bytes, name: str, **options: Any) -> str:
    """Return the code with which the file is refused."""
    with pytest.raises(FileRefused) as caught:
        recognise(io.BytesIO(content), name, **options)
    assert caught.value.messages[0]
    return str(caught.value.code)


HONEST = {
    "opinion.pdf": making.pdf(),
    "packed.pdf": making.pdf(making.object_stream(b"10 0 << /Type /Page >>")),
    "photo.png": making.png(),
    "photo.JPG": making.jpeg(comment="示例照片".encode()),
    "telephone.jpeg": making.jpeg() + b"maker notes behind the end",
    "photo.webp": making.webp(),
    "letter.docx": making.docx({"word/document.xml": b"<w/>"}),
    "ledger.xlsx": making.xlsx({"xl/worksheets/sheet1.xml": b"<s>" + b"<c/>" * 5_000 + b"</s>"}),
    "linked.xlsx": making.xlsx({"xl/_rels/workbook.xml.rels": making.remote_relation("externalLinkPath")}),
    "ledger.csv": "序号,委托人\n1,示例委托人\n".encode(),
    "from_excel.csv": "序号,委托人\n1,示例委托人\n".encode("gb18030"),
    "marked.csv": b"\xef\xbb\xbf" + "序号,说明\n".encode(),
    "note.txt": b"a < b and c > d\r\n\x0c",
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_are_taken(name: str) -> None:
    stream = io.BytesIO(HONEST[name])
    recognised = recognise(stream, name)
    assert name.lower().endswith(recognised.kind.extensions)
    assert recognised.size == len(HONEST[name])
    assert stream.tell() == 0


FOREIGN = {
    "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_allowed"),
    "page.html": (b"<!DOCTYPE html><html></html>", "not_allowed"),
    "data.xml": (b"<?xml version='1.0'?><a/>", "not_allowed"),
    "many.zip": (making.zipped({"a.txt": b"a"}), "not_allowed"),
    "macro.xlsm": (making.xlsx(), "not_allowed"),
    "program.exe": (b"MZ\x90\x00", "not_allowed"),
    "no_extension": (making.pdf(), "not_allowed"),
    "old.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "not_allowed"),
    "moving.png": (b"GIF89a" + bytes(32), "not_allowed"),
    "program.pdf": (b"MZ\x90\x00" + bytes(64), "not_allowed"),
    "archive.docx": (making.zipped({"a.txt": b"a"}), "not_allowed"),
    "empty.pdf": (b"", "empty"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_kinds_that_are_not_on_the_list_are_refused(name: str) -> None:
    content, code = FOREIGN[name]
    assert refusal(content, name) == code


def test_a_place_may_take_fewer_kinds() -> None:
    assert refusal(making.pdf(), "opinion.pdf", allowed=kinds.SHEETS) == "not_allowed"


DISAGREEING = {
    "really_png.pdf": making.png(),
    "really_pdf.png": making.pdf(),
    "really_docx.xlsx": making.docx(),
    "really_xlsx.docx": making.xlsx(),
    "really_zip.pdf": making.zipped({"a": b"a"}),
    "really_text.pdf": b"just text",
    "really_pdf.csv": making.pdf(),
    "page.txt": b"  \n<!-- x --><html><script>alert(1)</script></html>",
    "page.csv": b"a,b\n<ScRiPt src=x>,1\n",
    "script.txt": b"#!/bin/sh\nrm -rf /\n",
    "rich.txt": b"{\\rtf1\\ansi}",
    "binary.txt": b"text\x00\x01\x02",
    "wide.csv": "序号,说明\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", DISAGREEING)
def test_a_name_that_disagrees_with_the_content_is_refused(name: str) -> None:
    assert refusal(DISAGREEING[name], name) == "disagreement"


def test_text_in_no_known_encoding_is_refused() -> None:
    assert refusal(b"a,b\n\xff\xfe\xfd\n", "ledger.csv") == "encoding"
    assert refusal("序号\n".encode() * 2_000 + b"\x81\xff", "ledger.csv") == "encoding"


def test_a_control_character_deep_in_a_text_is_found() -> None:
    assert refusal(b"a,b\n" * 50_000 + b"\x00", "ledger.csv") == "encoding"


POLYGLOTS = {
    "pdf_and_zip.pdf": making.pdf()[:-1] + making.zipped({"a.txt": b"a"}),
    "pdf_holding_zip.pdf": making.pdf(b"% " + making.zipped({"a.txt": b"a"}) + b"\n"),
    "pdf_and_html.pdf": making.pdf().replace(b"1 0 obj", b"%<html><script>alert(1)</script>\n1 0 obj", 1),
    "pdf_with_tail.pdf": making.pdf(tail=b"<script>alert(1)</script>"),
    "jpeg_and_html.jpg": making.jpeg(comment=b"<html><body onload=alert(1)>"),
    "jpeg_and_zip.jpg": making.jpeg() + making.zipped({"a.txt": b"a"}),
    "jpeg_and_pdf.jpg": making.jpeg(comment=b"%PDF-1.4 1 0 obj"),
    "jpeg_then_pdf.jpg": making.jpeg() + making.pdf(),
    "png_and_script.png": making.png() + b"alert(1)",
    "png_and_zip.png": making.png() + making.zipped({"a.txt": b"a"}),
    "webp_and_more.webp": making.webp() + b"more",
    "docx_and_pdf.docx": making.zipped({"%PDF-1.4": b"", "[Content_Types].xml": b"<Types/>"}, zipfile.ZIP_STORED),
    "text_and_zip.txt": b"text\n" + making.zipped({"a.txt": b"a"}, zipfile.ZIP_STORED),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_two_files_in_one_are_refused(name: str) -> None:
    assert refusal(POLYGLOTS[name], name) in {"polyglot", "disagreement", "encoding"}


HOSTILE_OFFICE = {
    "macro.docx": (making.docx({"word/vbaProject.bin": b"x"}), "macros"),
    "macro_type.docx": (
        making.docx(more_types='<Override PartName="/x" ContentType="application/vnd.ms-word.vbaData+xml"/>'),
        "macros",
    ),
    "macro_sheet.xlsx": (making.xlsx({"xl/macrosheets/sheet1.xml": b"<m/>"}), "macros"),
    "control.docx": (making.docx({"word/activeX/activeX1.xml": b"<x/>"}), "macros"),
    "attached.docx": (making.docx({"word/embeddings/other.bin": b"x"}), "nested"),
    "packed_archive.docx": (making.docx({"word/media/image1.png": making.zipped({"a": b"a"})}), "nested"),
    "template.docx": (
        making.docx({"word/_rels/settings.xml.rels": making.remote_relation("attachedTemplate")}),
        "remote",
    ),
    "entities.xlsx": (making.xlsx({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "entities"),
    "wide_entities.docx": (making.docx({"word/d.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]>".encode("utf-16")}), "entities"),
    "list_entities.docx": (making.docx({"_rels/.rels": b"<!DOCTYPE lol [<!ENTITY a 'b'>]><r/>"}), "entities"),
    "two_mains.docx": (
        making.docx(more_types=f'<Override PartName="/y" ContentType="{making.SHEET_MAIN}"/>'),
        "disagreement",
    ),
}


@pytest.mark.parametrize("name", HOSTILE_OFFICE)
def test_office_files_with_something_active_inside_are_refused(name: str) -> None:
    content, code = HOSTILE_OFFICE[name]
    assert refusal(content, name) == code


def _encrypted() -> bytes:
    return making.pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R")


HOSTILE_PDF = {
    "script": (making.pdf(b"5 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n"), "active"),
    "hidden script": (making.pdf(making.object_stream(b"5 0 << /S /JavaScript /JS (x) >>")), "active"),
    "escaped script": (making.pdf(b"5 0 obj\n<< /S /J#61va#53cript >>\nendobj\n"), "active"),
    "script behind a comment": (
        making.pdf(b"% stream\n5 0 obj\n<< /S /JavaScript >>\nendobj\n% endstream\n"),
        "active",
    ),
    "program": (making.pdf(b"5 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n"), "active"),
    "remote page": (making.pdf(b"5 0 obj\n<< /S /GoToR /F (other.pdf) >>\nendobj\n"), "active"),
    "attachment": (making.pdf(b"5 0 obj\n<< /Type /EmbeddedFile >>\nendobj\n"), "active"),
    "password": (_encrypted(), "password"),
    "unreadable object stream": (making.pdf(making.object_stream(b"", packed=b"not deflate")), "packing"),
    "cut off": (making.pdf()[:-8], "damaged"),
    "no pages": (making.pdf(pages=0), "damaged"),
    "too many pages": (making.pdf(pages=2_001), "too_many_pages"),
    "bomb": (making.pdf(making.object_stream(bytes(40 * kinds.MIB))), "inflates_too_much"),
}


@pytest.mark.parametrize("what", HOSTILE_PDF)
def test_pdfs_with_something_active_or_hidden_are_refused(what: str) -> None:
    content, code = HOSTILE_PDF[what]
    assert refusal(content, "opinion.pdf") == code


def test_a_pixel_flood_is_refused_before_anything_is_decoded() -> None:
    for content, name in [
        (making.png(50_001, 1_000), "flood.png"),
        (making.jpeg(60_000, 1_000), "flood.jpg"),
        (making.webp(16_000, 16_000), "flood.webp"),
    ]:
        assert refusal(content, name) == "too_many_pixels"
    assert recognise(io.BytesIO(making.png(50_000, 1_000)), "large.png").kind is kinds.PNG


@pytest.mark.parametrize("cut", [9, 20, 30, 45])
def test_pictures_that_break_off_are_refused(cut: int) -> None:
    assert refusal(making.png()[:cut], "photo.png") == "damaged"
    assert refusal(making.jpeg()[:cut], "photo.jpg") == "damaged"


def test_a_file_above_the_limit_of_its_kind_is_refused_without_reading_it() -> None:
    class Huge(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return kinds.TXT.most_bytes + 1 if whence == 2 else super().seek(offset, whence)

        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("nothing is read")

    with pytest.raises(FileRefused) as caught:
        recognise(Huge(), "note.txt")
    assert caught.value.code == "too_large"


def test_random_bytes_never_pass_and_never_crash() -> None:
    state = b"2026-11-23"
    for number in range(400):
        noise = b""
        while len(noise) < 600:
            state = zlib.crc32(state).to_bytes(4, "big") + state[:12] + number.to_bytes(2, "big")
            noise += state
        for head, name in [(b"%PDF-", "a.pdf"), (b"PK\x03\x04", "a.xlsx"), (b"\xff\xd8\xff", "a.jpg"), (b"", "a.docx")]:
            assert refusal(head + noise, name)
