"""From a value of a list to a cell that keeps its type and is never a formula (trust IN-07).

Numbers and dates are typed; everything else is text. A workbook holds the text as it is, typed as text. A CSV
has no types, so a text that a spreadsheet would take for a formula gets an apostrophe before it.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.desk.lists import Column
from foundation.exchange.cells.faults import masked

Value = str | int | float | Decimal | date | datetime | None
STARTS_OF_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_EXACT_IN_A_WORKBOOK: Final = 10**15


def value_of(column: Column, row: Any) -> Value:
    """Return what a column says of a row: a number, a date, a moment in Shanghai, text, or None."""
    value: Any = column.of(row)
    if value is None or value == "":
        return None
    if column.personal:
        return masked(str(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return value if -_EXACT_IN_A_WORKBOOK < value < _EXACT_IN_A_WORKBOOK else str(value)
    if isinstance(value, float | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, date):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(str(each) for each in value)
    return str(value)


def harmless(text: str) -> str:
    """A text for a CSV: with an apostrophe before it where a spreadsheet would reckon instead of read."""
    return f"'{text}" if text.startswith(STARTS_OF_FORMULAS) else text


def plain(value: Value) -> str:
    """A value as a CSV holds it: 2026-11-25, 2026-11-25 08:00, -5, or harmless text."""
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case str():
            return harmless(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)
