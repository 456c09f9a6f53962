"""Case numbers, identity numbers and credit codes: the written form is kept, a key makes equal what is equal."""

import re
from datetime import date
from typing import NamedTuple

from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, ValidationError

from .faults import Fault, Raw, plain
from .texts import BLANKS, clean, narrow


class CaseNumber(NamedTuple):
    """A number as printed and the key under which it is the same number."""

    printed: str
    key: str


_BRACKETS = str.maketrans(dict.fromkeys("〔［[【（{﹝「", "(") | dict.fromkeys("〕］]】）}﹞」", ")"))
_FILLING = re.compile(r"[\s第號号]+")
_DASHES = re.compile(r"[‐‑‒–—―−－﹣~～]+")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9]+(?:-[0-9]+)?$)")
# The usual form in one step; it must give what the steps of `case_number_key` give.
_USUAL = re.compile(r"([㐀-笫笭-鿿A-Z]*)[〔(\[（]([0-9]{4})[〕)\]）]([㐀-笫笭-鿿A-Z]*?)第?0*([1-9][0-9]*)号?")
_YEAR = re.compile(r"\(((?:19|20)\d\d)\)")
_LETTER = re.compile(r"\((?:19|20)\d\d\)[^0-9]*?([㐀-鿿]{1,4}?)(?:司鉴|鉴|检)?字")
_LONGEST = 64


def read_case_number(value: Raw) -> CaseNumber | Fault | None:
    """The number of a case or an opinion, None when the cell is empty.

    Two numbers are the same when they differ only in width of characters, kind of brackets, spaces, 第 and 号, and
    leading zeros of the last serial.
    """
    if isinstance(value, str):
        printed = clean(value)
        if printed in BLANKS:
            return None
    elif value is None:
        return None
    elif isinstance(value, bool) or not isinstance(value, int | float):
        return Fault("case_number_form")  # Excel turns 2024-3 into a date of its own
    elif abs(value) >= 1e15:
        return Fault("case_number_rounded")
    else:
        printed = plain(value)
    if printed.startswith("="):
        return Fault("formula_text")
    if not any(map(str.isdigit, printed)):
        return Fault("case_number_form")
    if len(printed) > _LONGEST:
        return Fault("text_too_long", str(_LONGEST))
    return CaseNumber(printed, case_number_key(printed))


def case_number_key(printed: str) -> str:
    """The identity of a number within its institution; see `read_case_number`."""
    usual = _USUAL.fullmatch(printed)
    if usual and "号" not in usual[1] + usual[3] and "號" not in usual[1] + usual[3]:
        return f"{usual[1]}({usual[2]}){usual[3]}{usual[4]}"
    key = _FILLING.sub("", printed.translate(_BRACKETS))
    return _LEADING_ZEROS.sub("", _DASHES.sub("-", key)).upper()


def year_of(key: str) -> int | None:
    """The year in brackets of a case number's key, if it has one."""
    match = _YEAR.search(key)
    return int(match[1]) if match else None


def letters_of(key: str) -> str:
    """The characters before 字 that many institutions use for the field (临鉴字 gives 临), else the empty string."""
    match = _LETTER.search(key)
    return match[1] if match else ""


# --- identity documents ------------------------------------------------------------------------------------------
_SEPARATORS = re.compile(r"[、，,;；/\s]+")
_RESIDENT = re.compile(r"[0-9]{17}[0-9X]")
_OTHER_DOCUMENT = re.compile(r"(?=.*\d)[0-9A-Z()\-㐀-鿿]{5,24}")
_MASKED = re.compile(r"[*＊×]{3,}|X{4,}")


def read_identity_numbers(value: Raw) -> str | Fault | None:
    """One or several identity numbers joined by “、”, None when the cell is empty.

    A resident identity number must have the right check digit and a possible date of birth (GB 11643); its region is
    not looked up, since lists of regions are never complete. Passports and permits pass as they are.
    """
    if isinstance(value, str):
        if _RESIDENT.fullmatch(value):
            return _resident(value)
        text = narrow(value).upper().strip("'` ")
        if text in BLANKS:
            return None
        if _MASKED.search(text):
            return Fault("identity_masked")
        if _grouped(text):
            return read_identity_number(text)
        found = [read_identity_number(part) for part in _SEPARATORS.split(text) if part]
        for number in found:
            if isinstance(number, Fault):
                return number
        return "、".join(str(number) for number in found if number) or None
    return read_identity_number(value)


def _grouped(text: str) -> bool:
    """True for one number written in groups (3799 9919 9001 0100 1X) or a document with a word before it."""
    return " " in text and len(text.replace(" ", "")) <= 18


def read_identity_number(value: Raw) -> str | Fault | None:
    """One identity number in capital letters without spaces, None when the cell is empty. Never raises."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return Fault("identity_form")
    if isinstance(value, int | float) and abs(value) >= 1e15:
        return Fault("identity_rounded")
    number = narrow(plain(value)).upper().replace(" ", "").replace("-", "").replace("(", "").replace(")", "")
    if number in BLANKS:
        return None
    if _RESIDENT.fullmatch(number):
        return _resident(number)
    if re.fullmatch(r"[0-9]{15}", number):
        return number if _is_date("19" + number[6:12]) else Fault("identity_date")
    if re.fullmatch(r"[0-9]\.[0-9]+E\+?[0-9]+", number):
        return Fault("identity_rounded")
    if re.fullmatch(r"[0-9]{12,}X?", number):
        return Fault("identity_length", str(len(number)))
    return number if _OTHER_DOCUMENT.fullmatch(number) else Fault("identity_form")


def _resident(number: str) -> str | Fault:
    # stdnum's validate() looks the region up and raises KeyError for regions it does not know.
    if ric.calc_check_digit(number) != number[-1]:
        return Fault("identity_check_digit")
    return number if _is_date(number[6:14]) else Fault("identity_date")


def _is_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year >= 1850
    except ValueError:
        return False


def read_credit_code(value: Raw) -> str | Fault | None:
    """A unified social credit code (GB 32100) in capital letters, None when the cell is empty."""
    if value is None or not isinstance(value, str):
        return None if value is None else Fault("credit_code_form")
    code = narrow(value).upper().replace(" ", "").replace("-", "")
    if code in BLANKS:
        return None
    try:
        return str(uscc.validate(code))
    except InvalidChecksum:
        return Fault("credit_code_check_digit")
    except ValidationError:
        return Fault("credit_code_form")
