"""Dates as they stand in ledgers: real dates, Excel serials, Western and Chinese writing. Result: a civil date."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from .faults import Fault, Raw
from .texts import BLANKS, narrow

EARLIEST = date(1980, 1, 1)
LATEST = date(2100, 12, 31)
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_EPOCH_1904 = date(1904, 1, 1)
_LONGEST = 60
_SHANGHAI = ZoneInfo("Asia/Shanghai")

_TIME = r"(?:[T ]?\s*\d{1,2}[:时点]\s*\d{1,2}(?:[:分]\s*\d{1,2}(?:\.\d+)?)?\s*[秒分]?)?"
_WEEKDAY = r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
_WRITTEN = re.compile(r"(\d{4})\s*[年/.\-]\s*(\d{1,2})\s*[月/.\-]\s*(\d{1,2})\s*[日号]?" + _WEEKDAY + _TIME)
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})" + _TIME)
_TWO_DIGIT = re.compile(r"'?\d{1,3}\s*[年/.\-]\s*\d{1,2}\s*[月/.\-]\s*\d{1,2}\s*[日号]?" + _TIME)
_NO_YEAR_OR_DAY = re.compile(r"\d{4}\s*年?|\d{4}\s*[年/.\-]\s*\d{1,2}\s*月?|\d{1,2}\s*[月/.\-]\s*\d{1,2}\s*[日号]?")
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")
_LUNAR = re.compile(
    r"农历|阴历|[月]初[一二三四五六七八九十]|[正冬腊]月|闰|月[廿卅]|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
)
_CHINESE = re.compile(
    r"([零〇○一二三四五六七八九]{2,4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,4})[日号]?"
)
_DIGITS = {character: str(position % 10) for position, character in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}
_SIGNS = str.maketrans(
    {"。": ".", "．": ".", "—": "-", "–": "-", "−": "-", "‐": "-", "‑": "-", "╱": "/", "◯": "〇", "Ｏ": "〇"}
)


def read_date(
    value: Raw, *, epoch_1904: bool = False, earliest: date = EARLIEST, latest: date = LATEST
) -> date | Fault | None:
    """The civil date of a cell, None when it is empty. A time of day is dropped.

    `epoch_1904` says how the workbook counts serial numbers that are not formatted as dates.
    """
    if isinstance(value, str):
        text = narrow(value.translate(_SIGNS))
        found = None if text in BLANKS else _from_text(text, epoch_1904)
    elif isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date) or value is None:
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _from_number(value, epoch_1904)
    else:
        return Fault("date_form")
    if isinstance(found, date) and not earliest <= found <= latest:
        return Fault("date_range", f"{earliest.year}–{latest.year}")
    return found


def _from_number(number: float, epoch_1904: bool) -> date | Fault:
    if 19_000_101 <= number < 1e15 and number == int(number):
        return _from_text(str(int(number)), epoch_1904)
    if not 1 <= number < 100_000:
        return Fault("date_form")
    if number < 10_000:  # 2024, 305: a year or a day and month, hardly a serial of before 1927
        return Fault("date_incomplete")
    return (_EXCEL_EPOCH_1904 if epoch_1904 else _EXCEL_EPOCH) + timedelta(days=int(number))


def _from_text(text: str, epoch_1904: bool) -> date | Fault:
    if len(text) > _LONGEST:
        return Fault("date_form")
    if match := _WRITTEN.fullmatch(text) or _EIGHT.fullmatch(text):
        return _civil(int(match[1]), int(match[2]), int(match[3]))
    if _SERIAL.fullmatch(text):
        return _from_number(float(text), epoch_1904)
    if text.startswith("="):
        return Fault("formula_text")
    if _LUNAR.search(text):
        return Fault("date_lunar")
    if match := _CHINESE.fullmatch(text.replace(" ", "")):
        return _from_chinese(match)
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(int(match[1]), int(match[2]), int(match[3]))
    if _ZONED.fullmatch(text):
        return _zoned(text)
    if _TWO_DIGIT.fullmatch(text) or re.fullmatch(r"\d{6}", text):
        return Fault("date_two_digit_year")
    return Fault("date_incomplete") if _NO_YEAR_OR_DAY.fullmatch(text) else Fault("date_form")


def _civil(year: int, month: int, day: int) -> date | Fault:
    try:
        return date(year, month, day)
    except ValueError:
        return Fault("date_impossible")


def _year_last(first: int, second: int, year: int) -> date | Fault:
    """Day and month in an unknown order: right only if one of them cannot be a month, or both are equal."""
    if first == second or (first > 12) != (second > 12):
        return (
            _civil(year, min(first, second), max(first, second))
            if max(first, second) > 12
            else _civil(year, first, second)
        )
    return Fault("date_impossible" if first > 12 else "date_day_or_month")


def _zoned(text: str) -> date | Fault:
    try:
        return datetime.fromisoformat(text).astimezone(_SHANGHAI).date()
    except ValueError:
        return Fault("date_impossible")


def _from_chinese(match: re.Match[str]) -> date | Fault:
    year = "".join(_DIGITS[character] for character in match[1])
    if len(year) != 4:
        return Fault("date_two_digit_year")
    month, day = _counted(match[2]), _counted(match[3])
    if month is None or day is None:
        return Fault("date_impossible")
    return _civil(int(year), month, day)


def _counted(numeral: str) -> int | None:
    """A Chinese numeral below one hundred: 五, 十, 十五, 二十, 三十一."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return int(_DIGITS[numeral]) if len(numeral) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return int(_DIGITS[tens] if tens else 1) * 10 + int(_DIGITS[ones] if ones else 0)
