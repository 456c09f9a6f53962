"""Exact percentiles from counts of whole days."""

from collections.abc import Mapping
from fractions import Fraction


def total(histogram: Mapping[int, int]) -> int:
    """How many values there are."""
    return sum(histogram.values())


def nearest_rank(histogram: Mapping[int, int], percent: int) -> int | None:
    """The smallest value that at least `percent` per cent do not exceed (nearest rank); None without values."""
    number = total(histogram)
    return _at(histogram, -(-number * percent // 100)) if number else None


def median(histogram: Mapping[int, int]) -> Fraction | None:
    """The middle value, or the mean of the middle two; None without values (decisions.md 23)."""
    number = total(histogram)
    if not number:
        return None
    lower, upper = _at(histogram, (number + 1) // 2), _at(histogram, number // 2 + 1)
    return Fraction(lower + upper, 2)


def _at(histogram: Mapping[int, int], rank: int) -> int:
    """The value of the rank-th entry in rising order, counted from one."""
    seen = 0
    for value in sorted(histogram):
        seen += histogram[value]
        if seen >= rank:
            return value
    raise ValueError("The histogram has fewer values than the rank.")
