"""The day ruler: one cell a working day from the first counted day to the due date, with the arithmetic under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from foundation.clocks.explanation import Amount, Line
from foundation.clocks.wording import phrase
from foundation.desk.formats import prose_date, table_date

CellKind = Literal["used", "hold", "left", "free", "over"]
Gap = Literal["", "wk", "rest"]
SOON = 5  # working days left from which a deadline counts as near
WEEKEND = 2  # civil days skipped at most by an ordinary weekend
LONGEST = 400  # cells; a longer period is shown by its arithmetic alone


@dataclass(frozen=True, slots=True)
class DayCell:
    """One working day: how it counts, the gap before it, and a label above or below."""

    kind: CellKind
    gap: Gap = ""
    today: bool = False
    above: str = ""
    below: str = ""
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class DayRuler:
    """The cells and a sentence that says the same to those who do not see them."""

    cells: tuple[DayCell, ...]
    label: str


@dataclass(frozen=True, slots=True)
class ArithmeticLine:
    """One line under the ruler: when, what was counted, how many days, which article; the last one is the due date."""

    when: str
    text: str
    days: str = ""
    law: str = ""
    law_href: str = ""
    total: bool = False
    warning: bool = False


_WHEN = ("on", "from", "begin", "due")


_COUNTING = {"start": "", "agreed": "", "extended": "+", "pause": "+", "pause_open": "+"}
_COUNTED = ("amount", "days")


def arithmetic(lines: Sequence[Line], total: str = "") -> tuple[ArithmeticLine, ...]:
    """Turn the explanation of a clock into the lines of its table; the last one is the result.

    `total` is the sum of the days, printed in the last line.
    """
    shown = []
    for line in lines:
        day = next((line.params[name] for name in _WHEN if name in line.params), None)
        shown.append(
            ArithmeticLine(
                when=table_date(day) if isinstance(day, date) else "",
                text=phrase(line),
                days=total if line is lines[-1] else _days(line),
                law=line.article,
                warning=line.is_warning,
                total=line is lines[-1],
            )
        )
    return tuple(shown)


def _days(line: Line) -> str:
    """The days a line adds to the period: the limit, an extension, a pause; empty for lines that only explain."""
    if line.key not in _COUNTING:
        return ""
    amount = next((line.params[name] for name in _COUNTED if isinstance(line.params.get(name), Amount)), None)
    return f"{_COUNTING[line.key]}{amount.count}" if isinstance(amount, Amount) else ""


def day_ruler(
    start: date,
    due: date,
    today: date,
    *,
    is_working: Callable[[date], bool],
    pauses: Sequence[tuple[date, date]] = (),
    ended: bool = False,
) -> DayRuler | None:
    """Draw the working days after ``start`` (not counted itself) through ``due``, or through ``today`` when late.

    Of a clock that has ``ended``, ``today`` is the day on which it did. A pause covers (begin, end]. None when there is
    nothing to draw: more than a page can show, or no working day.
    """
    last = max(due, today) if today > due else due
    if (last - start).days > LONGEST:
        return None
    days = [
        day for day in (start + timedelta(days=step) for step in range(1, (last - start).days + 1)) if is_working(day)
    ]
    if not days:
        return None
    counts = {"used": 0, "hold": 0, "left": 0, "over": 0}
    remaining = sum(day > today and day <= due and not _paused(day, pauses) for day in days)
    present = max((day for day in days if day <= today), default=None)
    cells: list[DayCell] = []
    previous = start
    for day in days:
        kind = _kind(day, due, today, pauses, soon=remaining <= SOON)
        counts["left" if kind == "free" else kind] += 1
        skipped = (day - previous).days - 1
        gap: Gap = "" if skipped == 0 or previous == start else "wk" if skipped <= WEEKEND else "rest"
        above, below = _labels(day, days, due, today, present=day == present, ended=ended)
        cells.append(DayCell(kind, gap, day == today, above, below, at_end=len(cells) * 2 >= len(days)))
        previous = day
    return DayRuler(tuple(cells), _sentence(counts))


def _paused(day: date, pauses: Sequence[tuple[date, date]]) -> bool:
    return any(begin < day <= end for begin, end in pauses)


def _kind(day: date, due: date, today: date, pauses: Sequence[tuple[date, date]], *, soon: bool) -> CellKind:
    if day > due:
        return "over"
    if _paused(day, pauses):
        return "hold"
    if day <= today:
        return "used"
    return "left" if soon else "free"


def _labels(day: date, days: Sequence[date], due: date, today: date, *, present: bool, ended: bool) -> tuple[str, str]:
    """The label above and below a cell: start, today (on a rest day, at the working day before it) and the due date."""
    above, below = "", ""
    if day == days[0]:
        above = _("from %(day)s") % {"day": prose_date(day)}
    if present:
        above = (_("done %(day)s") if ended else _("today, %(day)s")) % {"day": prose_date(today)}
    if day == max((other for other in days if other <= due), default=None):
        below = _("due %(day)s") % {"day": prose_date(due)}
    return above, below


def _sentence(counts: dict[str, int]) -> str:
    """What the cells show, in words."""
    parts = [ngettext("%(n)d working day used", "%(n)d working days used", counts["used"]) % {"n": counts["used"]}]
    for key, text in (
        ("hold", ngettext("%(n)d paused", "%(n)d paused", counts["hold"])),
        ("left", ngettext("%(n)d left", "%(n)d left", counts["left"])),
        ("over", ngettext("%(n)d late", "%(n)d late", counts["over"])),
    ):
        if counts[key]:
            parts.append(text % {"n": counts[key]})
    return pgettext("between parts of a list", ", ").join(parts)
