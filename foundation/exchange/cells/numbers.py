"""Money in yuan and whole numbers."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from .faults import Fault, Raw
from .texts import BLANKS, narrow

FEN = Decimal("0.01")
_LARGEST = Decimal(1_000_000_000)
_AMOUNT = re.compile(
    r"(?:RMB|CNY|人民币)?\s*[¥$]?\s*([+-]?)\s*(\d[\d,]*(?:\.\d*)?|\.\d+)\s*(万元|万|元整|元|圆)?(?:整|正)?"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_BRACKETED = re.compile(r"\(\s*[¥]?\s*[\d,.]+\s*(?:元|万元)?\s*\)")
_WAIVED = frozenset({"免费", "免收", "免", "减免", "法律援助", "援助免费"})
_COUNT = re.compile(r"([+-]?)(\d{1,9})(?:\.0*)?\s*(?:个|名|件|人|次|份|页|天|日)?")


def read_money(value: Raw, *, unit: Decimal = Decimal(1)) -> Decimal | Fault | None:
    """An amount in yuan with two decimals, None when the cell is empty.

    `unit` is what one stands for when the cell itself names no unit (10,000 under a heading 鉴定费（万元）).
    """
    if value is None:
        return None
    if isinstance(value, str):
        return _money_text(value, unit)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return Fault("money_form")
    if isinstance(value, float) and not math.isfinite(value):
        return Fault("money_form")
    return _in_yuan(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), unit)


def _money_text(value: str, unit: Decimal) -> Decimal | Fault | None:
    text = narrow(value).replace("，", ",")
    if text in BLANKS:
        return None
    if text in _WAIVED:
        return Decimal("0.00")
    if text.startswith("="):
        return Fault("formula_text")
    if _BRACKETED.fullmatch(text):
        return Fault("money_negative")
    match = _AMOUNT.fullmatch(text.replace("−", "-"))
    if not match or "$" in text:
        return Fault("money_form")
    sign, digits, written_unit = match.groups()
    if "," in digits and not _THOUSANDS.fullmatch(digits):
        return Fault("money_thousands")
    if written_unit:
        unit = Decimal(10_000) if written_unit.startswith("万") else Decimal(1)
    return _in_yuan(Decimal(sign + digits.replace(",", "")), unit)


def _in_yuan(amount: Decimal, unit: Decimal) -> Decimal | Fault:
    if amount < 0:
        return Fault("money_negative")
    amount *= unit
    if amount > _LARGEST:
        return Fault("money_too_large")
    rounded = amount.quantize(FEN, ROUND_HALF_UP)
    # A calculated cell may hold 1234.5600000001; half a fen is something else.
    return rounded if abs(rounded - amount) < Decimal("0.000001") else Fault("money_fraction")


def read_whole_number(value: Raw) -> int | Fault | None:
    """A whole number of zero or more, None when the cell is empty."""
    if value is None:
        return None
    if isinstance(value, str):
        text = narrow(value)
        if text in BLANKS:
            return None
        match = _COUNT.fullmatch(text.replace("−", "-"))
        if not match:
            return Fault("formula_text" if text.startswith("=") else "number_form")
        number = int(match[1] + match[2])
    elif (
        isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value != int(value)
    ):
        return Fault("number_form")
    else:
        number = int(value)
    return number if number >= 0 else Fault("number_negative")
