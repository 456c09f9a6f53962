"""Periods of releases by their codes: 2025, 2026-Q3, 2026-07. Only periods that are over can be frozen."""

import re
from datetime import date

from foundation.kpi.periods import FIRST_YEAR, MONTHS, NoPeriod, Period, month_of, quarter_of, year_of

_CODE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


def period_of(code: str, today: date) -> Period:
    """Return the period that a code names. Raises NoPeriod for another text, and for a year before the first."""
    found = _CODE.fullmatch(code) if code.isascii() else None
    if found is None or int(found[1]) < FIRST_YEAR:
        raise NoPeriod("No such period.")
    year, quarter, month = int(found[1]), found[2], found[3]
    if quarter:
        return quarter_of(year, int(quarter), today)
    return month_of(year, int(month), today) if month else year_of(year, today)


def code_of(period: Period) -> str:
    """Return the code of a period. Raises NoPeriod for one of any days."""
    if period.kind == "days":
        raise NoPeriod("A release is of a year, a quarter or a month.")
    if period.kind == "quarter":
        return f"{period.year}-Q{period.number}"
    return f"{period.year}-{period.number:02d}" if period.kind == "month" else str(period.year)


def months_of(period: Period) -> tuple[str, ...]:
    """The months of a period by their codes."""
    first, last = period.whole.first, period.whole.last
    return tuple(f"{first.year}-{month:02d}" for month in range(first.month, last.month + 1))


def periods_over(today: date, years: int) -> list[str]:
    """The codes of the periods that are over, newest first, longer ones before shorter ones."""
    found = []
    for year in range(today.year, today.year - years, -1):
        codes = [str(year), *(f"{year}-Q{number}" for number in range(1, 5))]
        codes += [f"{year}-{month:02d}" for month in range(1, MONTHS + 1)]
        found += [period_of(code, today) for code in codes]
    over = [each for each in found if each.whole.last < today]
    return [
        code_of(each)
        for each in sorted(over, key=lambda each: (each.whole.last, -each.whole.first.toordinal()), reverse=True)
    ]
