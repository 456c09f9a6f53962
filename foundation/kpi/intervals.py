"""The interval of a rate: what so few events among so many may be by chance (Wilson, 95 %). Pure."""

from math import sqrt
from typing import Final

Z: Final = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 %."""


def wilson(events: int, of: int) -> tuple[float, float]:
    """Return the ends of the Wilson score interval of a share, from 0 to 1; it holds for 0 events too.

    Raises ValueError where there is nothing the share is taken of, or more events than that.
    """
    if of <= 0 or not 0 <= events <= of:
        raise ValueError(f"No share of {events} among {of}.")
    share, squared = events / of, Z * Z
    middle = (share + squared / (2 * of)) / (1 + squared / of)
    half = Z * sqrt(share * (1 - share) / of + squared / (4 * of * of)) / (1 + squared / of)
    low = 0.0 if events == 0 else max(0.0, middle - half)
    high = 1.0 if events == of else min(1.0, middle + half)
    return low, high


def is_open(low: float, high: float, limit: float) -> bool:
    """Whether the interval crosses the limit, so that nobody can tell yet on which side the rate lies."""
    return low <= limit < high
