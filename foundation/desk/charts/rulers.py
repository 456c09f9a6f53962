"""The ruler: a scale from zero to a round end past the target, with ticks, fills and marks.

Lengths are SVG user units; a ruler is 1000 long (stretched to its column). Numbers leave here as short strings, so that
a template never formats a float in the reader's language.
"""

import math
from collections.abc import Sequence

from foundation.desk.charts.contract import Bar, Fill, FillKind, Key, KeyKind, Mark, MarkKind, Ruler, Tick
from foundation.desk.formats import number

LENGTH = 1000
MAX_MARKS = 4
# mantissa of the end -> number of small ticks; halves and quarters of each end are round numbers too
ENDS = {1.0: 10, 1.2: 12, 1.6: 16, 2.0: 20, 2.4: 12, 3.0: 12, 4.0: 8, 5.0: 10, 6.0: 12, 8.0: 16, 10.0: 10}
HEADROOM = 1.04  # past a target
FREE_HEADROOM = 1.25  # where no target says how far the scale must reach


def round_end(largest: float, *, whole: bool = True, headroom: float = HEADROOM) -> tuple[float, int]:
    """The round end of a scale that holds ``largest`` with a little room, and its number of small ticks.

    A scale of whole things never ends below 2 and never has ticks between whole numbers.
    """
    largest = max(largest * headroom, 2 if whole else 1e-6)
    power = 10.0 ** math.floor(math.log10(largest))
    for mantissa, ticks in ENDS.items():
        end = mantissa * power
        if end + 1e-9 >= largest and (not whole or (end / 2).is_integer()):
            return end, _whole_ticks(int(end), ticks) if whole else ticks
    return 10 * power, 10


def _whole_ticks(end: int, most: int) -> int:
    """The most ticks, up to ``most``, that all stand at whole numbers."""
    return max(count for count in range(1, most + 1) if end % count == 0)


def _place(value: float, end: float) -> str:
    """A position along the ruler, cut at both ends, one decimal at most."""
    return f"{min(max(value / end, 0.0), 1.0) * LENGTH:.1f}".removesuffix(".0")


def _long_every(ticks: int) -> int:
    """How many small ticks make a quarter of the scale, or a half where quarters fall between ticks."""
    return ticks // 4 if ticks % 4 == 0 else max(ticks // 2, 1)


def _ticks(count: int) -> tuple[Tick, ...]:
    every = _long_every(count)
    return tuple(Tick(_place(index, count), index % every == 0) for index in range(count + 1))


def ruler(
    values: Sequence[float],
    *,
    kinds: Sequence[FillKind] = ("fill",),
    interval: tuple[float, float] | None = None,
    pin: float | None = None,
    target: float | None = None,
    pace: float | None = None,
    decimals: int = 0,
    target_label: str = "",
    pace_label: str = "",
    interval_label: str = "",
) -> Ruler:
    """Draw ``values`` as bars from zero (the longest first), an ``interval`` as a pale stretch, a ``pin`` at the
    measured rate, a red ``target`` and an ochre ``pace``. ``decimals`` is that of the labels; 0 means whole things.

    Raises ValueError when there are more kinds of marks than a reader can hold (four).
    """
    lines: tuple[tuple[float | None, MarkKind], ...] = ((pin, "pin"), (pace, "pace"), (target, "goal"))
    marks = [(at, kind) for at, kind in lines if at is not None]
    fills: list[tuple[float, float, FillKind]] = [(0.0, value, kind) for value, kind in zip(values, kinds, strict=True)]
    if interval is not None:
        fills.insert(0, (interval[0], interval[1], "soft"))
    if len(marks) + len(fills) > MAX_MARKS:
        raise ValueError("A ruler shows at most four marks; use a table.")
    largest = max([0.0, *(at for at, _ in marks), *(end for _, end, _ in fills)])
    end, count = round_end(largest, whole=decimals == 0, headroom=FREE_HEADROOM if target is None else HEADROOM)
    keys: tuple[tuple[str, KeyKind], ...] = (
        (interval_label, "soft"),
        (pace_label if pace is not None else "", "pace"),
        (target_label if target is not None else "", "goal"),
    )
    return Ruler(
        ticks=_ticks(count),
        fills=tuple(
            Fill(_place(start, end), _place(min(stop, end) - max(start, 0.0), end), kind) for start, stop, kind in fills
        ),
        marks=tuple(Mark(_place(at, end), kind) for at, kind in marks),
        labels=("0", number(end / 2, decimals), number(end, decimals)),
        keys=tuple(Key(text, kind) for text, kind in keys if text),
    )


def period(used: int, limit: int, labels: tuple[str, str, str], *, late: bool = False) -> Ruler:
    """Draw a period of `limit` days as one scale from its first day to its last, a tick every ten days."""
    at = _place(used, limit)
    ticks = tuple(Tick(_place(day, limit), day in {0, limit}) for day in range(0, limit + 1, 10))
    fills = (Fill("0", at, "late" if late else "fill"),)
    return Ruler(ticks=ticks, fills=fills, marks=(Mark(at, "pin"),), labels=labels)


def bar(now: float | None, last: float | None, widest: float) -> Bar:
    """A bar of a table cell: widths in hundredths of ``widest`` (the largest value of both years)."""
    if not widest:
        return Bar("0", "0" if last is not None else "")
    width = [f"{100 * value / widest:.1f}" if value is not None else "" for value in (now, last)]
    return Bar(width[0] or "0", width[1])
