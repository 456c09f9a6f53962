"""Reading the contents of a report: values, words and names, and what may be said of two values."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.desk.formats import MINUS, MISSING, change, number
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.dashboard.overview import DECIMALS
from foundation.kpi.dashboard.wording import days
from governance.reporting.asking import BEFORE, LAST, NOW, TODAY, YEAR, YEAR_LAST
from governance.reporting.contents import Contents

FEW: Final = 30
"""Counts under which a change is told as a number of cases: of 2 and 3 no per cent is said."""
NOT_COMPARED: Final = "※"
CHINESE, ENGLISH = "zh-hans", "en"


@dataclass(frozen=True)
class Frozen:
    """A value of a report. `number` None: there was nothing to count, or the counts contradict each other."""

    number: Fraction | None
    numerator: int
    denominator: int
    high: int | None
    low: float | None
    up: float | None
    comparable: bool

    @property
    def has_interval(self) -> bool:
        """Whether it is a rate or share with an interval."""
        return self.low is not None


def read(cell: Mapping[str, Any]) -> Frozen:
    """Read a value as it is kept."""
    low, up = (float(end) for end in cell["interval"]) if cell["interval"] else (None, None)
    exact = None if cell["number"] is None else Fraction(cell["number"])
    return Frozen(exact, cell["numerator"], cell["denominator"], cell["high"], low, up, cell["comparable"])


def figure(contents: Contents, kpi: str, column: str) -> Frozen | None:
    """A figure of the whole area; None where no register feeds it, or where it has no such column."""
    found = next((each for each in contents["figures"] if each["kpi"] == kpi), None)
    cell = found["values"].get(column) if found else None
    return read(cell) if cell else None


def in_row(row: Mapping[str, Any], kpi: str, column: str) -> Frozen | None:
    """A figure of a row of a table."""
    cell = row["values"].get(kpi, {}).get(column)
    return read(cell) if cell else None


def language() -> str:
    """The language in which words of a report are read now."""
    return CHINESE if (get_language() or CHINESE).startswith("zh") else ENGLISH


def words(contents: Contents, kpi: str) -> Mapping[str, str]:
    """The words of a figure as they were."""
    found: Mapping[str, str] = contents["definitions"][kpi]["words"][language()]
    return found


def name_of(named: Mapping[str, str]) -> str:
    """The name of an area, category or institution."""
    return named.get(language(), "") or _("not known")


def is_days(kpi: str) -> bool:
    """Whether a figure is a median of days."""
    return type(kpi_of(kpi).arithmetic).__name__ == "Days"


def is_count(kpi: str) -> bool:
    """Whether a figure is a plain count."""
    return type(kpi_of(kpi).arithmetic).__name__ in {"Count", "Now"}


def decimals_of(kpi: str) -> int:
    """How many decimals a figure is written with."""
    return DECIMALS.get(type(kpi_of(kpi).arithmetic), 0)


def text_of(kpi: str, value: Frozen | None) -> str:
    """A value as pages write it."""
    if value is None or value.number is None:
        return MISSING
    return days(value.number) if is_days(kpi) else number(float(value.number), decimals_of(kpi))


def counts_of(value: Frozen) -> str:
    """Both counts of a rate: 12／3,400."""
    return f"{number(value.numerator)}／{number(value.denominator)}"


def interval_of(kpi: str, value: Frozen) -> str:
    """The interval of a rate: 0.51—1.20; empty without one."""
    if value.low is None or value.up is None:
        return ""
    decimals = decimals_of(kpi)
    return _("%(low)s to %(high)s") % {"low": number(value.low, decimals), "high": number(value.up, decimals)}


def on_record(contents: Contents, column: str) -> bool:
    """Whether the records of an area reach back to the beginning of a column: what is half on file is not compared."""
    year, month = (int(part) for part in contents["first_day"].split("-")[:2])
    begins = {
        LAST: (year - 1, month),
        YEAR_LAST: (year - 1, 1),
        BEFORE: (year, month - 1) if month > 1 else (year - 1, 12),
    }.get(column)
    since = contents["since"]
    return begins is None or bool(since and since[:7] <= f"{begins[0]}-{begins[1]:02d}")


def column_title(column: str) -> str:
    """What a column of the contents is."""
    return {
        NOW: _("The period"), BEFORE: _("Month before"), LAST: _("Last year"), YEAR: _("Year so far"),
        YEAR_LAST: _("Year so far of last year"), TODAY: _("At the data time"),
    }[column]  # fmt: skip


def may_be_compared(now: Frozen | None, before: Frozen | None) -> bool:
    """Whether two values exist and both reach the smallest denominator."""
    return bool(now and before and now.comparable and before.comparable)


def change_of(kpi: str, now: Frozen | None, before: Frozen | None) -> str:
    """What changed: counts in per cent, or as a number where they are few; rates and days as a difference.

    Without one of both values it is missing; under the smallest denominator it is marked as not compared.
    """
    if now is None or before is None or now.number is None or before.number is None:
        return MISSING
    found = moved(kpi, now, before)
    if found is None:
        return NOT_COMPARED
    by, is_ratio = found
    return change(by) if is_ratio else signed(by, 1 if is_days(kpi) else decimals_of(kpi))


def moved(kpi: str, now: Frozen | None, before: Frozen | None) -> tuple[float, bool] | None:
    """By how much a value changed and whether that is a ratio of the one before; None where nothing is compared."""
    if not may_be_compared(now, before) or now is None or before is None:
        return None
    if now.number is None or before.number is None:
        return None
    if is_count(kpi) and before.number >= FEW:
        return float((now.number - before.number) / before.number), True
    return float(now.number - before.number), False


def signed(value: float, decimals: int) -> str:
    """A difference with its sign: +0.3, −2, 0."""
    text = number(abs(value), decimals)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"+{text}" if value > 0 else f"{MINUS}{text}"
