"""Cells of rosters: numbers of licences, telephones, lists of categories, and words of the state of a registration."""

import re
from collections.abc import Mapping
from typing import Final

from foundation.exchange.cells.faults import Fault, Raw, plain
from foundation.exchange.cells.texts import BLANKS, narrow, read_text

_SPLIT: Final = re.compile(r"[、，,;；/|\n\r\s]+")
_NUMBER: Final = re.compile(r"[0-9A-Z\-()]{1,32}")
_TELEPHONE: Final = re.compile(r"[0-9+][0-9\-() ,;/、转]{4,58}")
_ROUNDED: Final = 1e15

STATES: Final[Mapping[str, str]] = {
    "正常": "normal", "执业": "normal", "执业中": "normal", "在业": "normal", "有效": "normal", "正常执业": "normal",
    "存续": "normal", "开业": "normal",
    "停业": "suspended", "暂停": "suspended", "暂停执业": "suspended", "停业整顿": "suspended", "整改": "suspended",
    "限期整改": "suspended", "停止执业": "suspended", "停业整改": "suspended",
    "限制执业": "suspended",
    "注销": "ended", "已注销": "ended", "撤销": "ended", "撤销登记": "ended", "终止": "ended", "注销登记": "ended",
    "吊销": "ended", "失效": "ended",
}  # fmt: skip


def read_number(value: Raw) -> str | Fault:
    """The number of a licence or certificate in capital letters without spaces; an empty cell is the empty text."""
    if value is None or isinstance(value, bool):
        return "" if value is None else Fault("not_text")
    if isinstance(value, int | float) and abs(value) >= _ROUNDED:
        return Fault("identity_rounded")
    text = narrow(plain(value)).upper().replace(" ", "").strip("'`")
    text = text.removeprefix("证号").removeprefix("NO.").strip(":第号")
    if text in BLANKS:
        return ""
    return text if _NUMBER.fullmatch(text) else Fault("roster_number")


def read_numbers(value: Raw) -> tuple[str, ...] | Fault:
    """Several numbers, separated by “、”, commas, lines or spaces."""
    if not isinstance(value, str):
        one = read_number(value)
        return one if isinstance(one, Fault) else tuple(filter(None, [one]))
    found = []
    for part in filter(None, _SPLIT.split(value)):
        one = read_number(part)
        if isinstance(one, Fault):
            return one
        if one:
            found.append(one)
    return tuple(dict.fromkeys(found))


def read_telephone(value: Raw) -> str | Fault:
    """A telephone number as it is printed, several allowed."""
    text = read_text(value, longest=60)
    if isinstance(text, Fault) or text == "":
        return text
    text = narrow(text)
    return text if _TELEPHONE.fullmatch(text) else Fault("telephone_form")


def read_words(value: Raw) -> tuple[str, ...] | Fault:
    """A list of words, as of categories; numbering in brackets stays with its word."""
    text = read_text(value if value is not None else "", longest=500)
    if isinstance(text, Fault):
        return text
    return tuple(dict.fromkeys(filter(None, _SPLIT.split(text))))


def read_state(value: Raw) -> str | Fault:
    """The state of a registration: normal, suspended or ended; an empty cell is the empty text."""
    text = read_text(value if value is not None else "", longest=60)
    if isinstance(text, Fault) or text == "":
        return text
    return STATES.get(text) or Fault("roster_state")
