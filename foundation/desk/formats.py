"""How dates, times and numbers are written for people, in Chinese and in English.

Prose: 2024年11月15日 (this year 11月15日), 15 November 2024 (15 November). Tables: 2024-11-15 or 11-15. A date that
is a deadline shows its weekday: 11月12日（星期二）, Tuesday 12 November. Missing is —, zero is 0, minus is U+2212,
thousands take a comma, a number below the limit of publication is 〈5.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

MISSING = "—"
MINUS = "−"
WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

Moment = date | datetime


def in_chinese() -> bool:
    """Whether the page is being written in Chinese (also where no language is active: the portal's own)."""
    return (get_language() or "zh-hans").startswith("zh")


def listed(parts: Iterable[Any]) -> str:
    """Join words of a list as the language of the page does: 甲、乙 or A, B."""
    return ("、" if in_chinese() else ", ").join(str(part) for part in parts)


def labelled(label: Any, text: Any) -> str:
    """Put a label before a text: 机构：甲 or Institution: A."""
    return f"{label}：{text}" if in_chinese() else f"{label}: {text}"


def with_note(text: Any, note: Any) -> str:
    """Put a note in brackets behind a text: 甲（乙） or A (B)."""
    return f"{text}（{note}）" if in_chinese() else f"{text} ({note})"


def civil(moment: Moment) -> date:
    """The civil date in Shanghai of a date or of a point in time."""
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


def prose_date(day: Moment, *, with_year: bool | None = None) -> str:
    """A date in a sentence; the year is left out in the running year unless ``with_year`` says otherwise."""
    day = civil(day)
    year = with_year if with_year is not None else day.year != timezone.localdate().year
    if in_chinese():
        return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"
    text = f"{day.day} {MONTHS_EN[day.month - 1]}"
    return f"{text} {day.year}" if year else text


def deadline_date(day: Moment) -> str:
    """A date by which something is due, with its weekday."""
    day = civil(day)
    if in_chinese():
        return f"{prose_date(day)}（星期{WEEKDAYS_ZH[day.weekday()]}）"
    return f"{WEEKDAYS_EN[day.weekday()]} {prose_date(day)}"


def table_date(day: Moment) -> str:
    """2024-11-15, for columns."""
    return civil(day).isoformat()


def short_date(day: Moment) -> str:
    """11-15, for columns whose year is plain from the page."""
    return civil(day).strftime("%m-%d")


def clock_time(moment: datetime) -> str:
    """08:00 in Shanghai."""
    return (timezone.localtime(moment) if timezone.is_aware(moment) else moment).strftime("%H:%M")


def prose_moment(moment: datetime) -> str:
    """A date with its time in a sentence."""
    return f"{prose_date(moment)}{'' if in_chinese() else ', '}{clock_time(moment)}"


def table_moment(moment: datetime) -> str:
    """2024-11-15 08:00, for columns."""
    return f"{table_date(moment)} {clock_time(moment)}"


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """A number with thousands commas and a true minus sign; — when missing."""
    if value is None:
        return MISSING
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and any(digit in text for digit in "123456789")
    return f"{MINUS}{text}" if negative else text


def percent(ratio: float | None, decimals: int = 1) -> str:
    """A share as a percentage: 0.876 is 87.6%."""
    return MISSING if ratio is None else f"{number(ratio * 100, decimals)}%"


def change(ratio: float | None, decimals: int = 1) -> str:
    """A change against an earlier figure with its sign: +7.1%, −3.8%, 0.0%."""
    if ratio is None:
        return MISSING
    text = percent(ratio, decimals)
    return f"+{text}" if ratio > 0 and any(digit in text for digit in "123456789") else text


def suppressed(value: int | None, smallest: int = 5) -> str:
    """A count for the public: below ``smallest`` it is only 〈5 (zero stays 0)."""
    if value is not None and 0 < value < smallest:
        return f"〈{smallest}"
    return number(value)
