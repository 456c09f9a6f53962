"""Names of files come from strangers; they are shown and sent, and decide nothing (trust IN-01)."""

import re
import unicodedata
from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foundation.documents.names import LONGEST_NAME, attachment_header, clean_name, extension_of

HOSTILE_PIECES = st.sampled_from(
    ["../", "..\\", "/etc/passwd", "C:\\", "CON", "nul", "COM1", "\x00", "\r\n", "\u202e", "\u200b", "\ufeff", "\u2028"]
) | st.sampled_from(
    ["汉" * 255, "é", "e\u0301", '"', "'", ";", "%2e%2e", "`id`", "<svg>", " ", ".", "\u3000", "\ud800", ".pdf", ".exe"]
)
HOSTILE_NAMES = st.one_of(
    st.text(max_size=300), st.lists(HOSTILE_PIECES | st.text(max_size=8), min_size=1, max_size=8).map("".join)
)


@settings(max_examples=500, deadline=None)
@given(HOSTILE_NAMES)
@example("")
@example("../../etc/passwd")
@example("a\u202efdp.exe")
@example("\u0344" * 200 + "\u200b.pdf")
@example("CON.tar.gz")
def test_a_cleaned_name_is_safe_everywhere(raw: str) -> None:
    name = clean_name(raw)
    assert 0 < len(name) <= LONGEST_NAME
    assert name == clean_name(name)
    assert unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in name)
    assert not re.search(r'[/\\<>:"|?*]', name)
    assert not name.startswith((".", " ")) and not name.endswith((".", " "))
    assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@settings(max_examples=500, deadline=None)
@given(HOSTILE_NAMES)
def test_the_name_survives_the_header_and_nothing_else_gets_into_it(raw: str) -> None:
    header = attachment_header(raw)
    assert header.isascii() and "\r" not in header and "\n" not in header
    message = Message()
    message["Content-Disposition"] = header
    assert message.get_content_disposition() == "attachment"
    assert unquote(header.rpartition("filename*=UTF-8''")[2]) == clean_name(raw)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("C:\\Users\\demo\\2026年度台账.xlsx", "2026年度台账.xlsx"),
        ("../../../etc/passwd", "passwd"),
        ("台账\u202excod.exe", "台账xcod.exe"),
        ("CON.pdf", "_CON.pdf"),
        (" ..隐藏. ", "隐藏"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ("", "file"),
        ("///", "file"),
    ],
)
def test_known_tricks_become_plain_names(raw: str, cleaned: str) -> None:
    assert clean_name(raw) == cleaned


def test_a_long_name_keeps_its_extension() -> None:
    name = clean_name("汉" * 255 + ".XLSX")
    assert len(name) <= LONGEST_NAME
    assert extension_of(name) == "xlsx"
