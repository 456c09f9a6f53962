"""Amounts of yuan in capital numerals, as papers write them beside the figures (大写)."""

from decimal import Decimal
from typing import Final

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿", "万亿")


def in_capitals(amount: Decimal) -> str:
    """Return an amount from 0 up, in yuan with at most two decimals, for example 1050.80 as 壹仟零伍拾元捌角整.

    Raises ValueError for a negative amount.
    """
    if amount < 0:
        raise ValueError(f"no capitals for {amount}")
    cents = int((amount * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    words = f"{_whole(yuan)}元" if yuan or not cents else ""
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif fen and yuan:
        words += "零"
    return f"{words}{_DIGITS[fen]}分" if fen else f"{words}整"


def _whole(number: int) -> str:
    if number == 0:
        return "零"
    groups: list[int] = []
    while number:
        number, rest = divmod(number, 10_000)
        groups.append(rest)
    words, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(words)
            continue
        if words and (gap or group < 1_000):
            words += "零"
        words += _group(group) + _GROUPS[place]
        gap = False
    return words


def _group(number: int) -> str:
    """Four digits: a row of zeros inside is said once, at the end not at all."""
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return words
