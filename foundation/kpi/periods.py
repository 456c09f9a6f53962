"""Periods of figures: a year, a quarter, a month, days from and until, and spans of days that end today."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

FIRST_YEAR = 2000
MONTHS = 12
Kind = Literal["year", "quarter", "month", "days"]
Against = Literal["last_year", "before"]
"""What a period is compared with: the same days a year ago, or the period before it."""
FROM, UNTIL = "from", "until"


class NoPeriod(ValueError):
    """The parameters name no period, or one that has not begun."""


@dataclass(frozen=True, order=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def months(self) -> "Span | None":
        """The whole months inside, or None when there is none."""
        first = self.first if self.first.day == 1 else month_after(self.first)
        last = self.last if _is_month_end(self.last) else self.last.replace(day=1) - timedelta(days=1)
        return Span(first, last) if first <= last else None

    def years(self, today: date) -> "Span | None":
        """The whole years that the span is, or None; the running year is whole up to the month of `today`.

        `today` is the day by the clock, not one from which somebody looks: nothing on file lies after it.
        """
        first, last = self.first.replace(month=1, day=1), self.last.replace(month=MONTHS, day=31)
        whole = self.first == first and (self.last == last or self.last >= month_end(today))
        return Span(first, last) if whole else None

    def rest(self) -> tuple["Span", ...]:
        """The days that `months` leaves over, at the begin and at the end."""
        whole = self.months()
        if whole is None:
            return (self,)
        before = Span(self.first, whole.first - timedelta(days=1))
        after = Span(whole.last + timedelta(days=1), self.last)
        return tuple(part for part in (before, after) if part.first <= part.last)

    def year_before(self) -> "Span":
        """The same days of the year before; 29 February becomes the 28th."""
        return Span(_year_before(self.first), _year_before(self.last))

    def whole_months(self) -> "Span":
        """The span widened to whole months: what histograms are kept for."""
        return Span(self.first.replace(day=1), month_end(self.last))


@dataclass(frozen=True)
class Period:
    """A year, quarter, month or any days as a page shows them, seen on `today`."""

    kind: Kind
    whole: Span
    today: date

    @property
    def year(self) -> int:
        """The civil year; of any days that of the last."""
        return self.whole.last.year if self.kind == "days" else self.whole.first.year

    @property
    def number(self) -> int:
        """Which quarter or month of the year it is; 0 for the year and for any days."""
        month = self.whole.first.month
        return {"quarter": (month + 2) // 3, "month": month}.get(self.kind, 0)

    @property
    def is_running(self) -> bool:
        """Whether today lies in it."""
        return self.whole.first <= self.today <= self.whole.last

    @property
    def span(self) -> Span:
        """The days of it that have come."""
        return Span(self.whole.first, min(self.whole.last, self.today))

    @property
    def last_year(self) -> Span:
        """The same days of the year before."""
        return self.span.year_before() if self.is_running else self.whole_last_year

    @property
    def whole_last_year(self) -> Span:
        """The whole period of the year before."""
        if self.kind == "days":
            return self.whole.year_before()
        return Span(_year_before(self.whole.first), month_end(_year_before(self.whole.last)))

    @property
    def before(self) -> Span:
        """The period before, as far as this one has come: as many days of it; of any days as many before them."""
        come = self.span.last - self.whole.first
        if self.kind == "days":
            last = self.whole.first - timedelta(days=1)
            return Span(last - come, last)
        whole = self._whole_before
        return whole if self.span == self.whole else Span(whole.first, min(whole.first + come, whole.last))

    @property
    def _whole_before(self) -> Span:
        last = self.whole.first - timedelta(days=1)
        first = last
        for _month in range({"year": 12, "quarter": 3}.get(self.kind, 1) - 1):
            first = first.replace(day=1) - timedelta(days=1)
        return Span(first.replace(day=1), last)

    def compared(self, against: Against) -> Span:
        """The days that those of the period are compared with."""
        return self.before if against == "before" else self.last_year

    def months_compared(self, against: Against) -> Span | None:
        """The whole months to compare the period's whole months with, None where they would overlap them."""
        if against != "before":
            return self.whole_last_year.whole_months()
        months = (self.before if self.kind == "days" else self._whole_before).whole_months()
        return months if months.last < self.span.whole_months().first else None

    def parameters(self) -> dict[str, str]:
        """The period as parameters of an address."""
        if self.kind == "days":
            return {FROM: self.whole.first.isoformat(), UNTIL: self.whole.last.isoformat()}
        named = {"year": str(self.year)}
        return named if self.kind == "year" else {**named, self.kind: str(self.number)}


def year_of(year: int, today: date) -> Period:
    """A civil year."""
    return Period("year", Span(date(year, 1, 1), date(year, MONTHS, 31)), today)


def quarter_of(year: int, quarter: int, today: date) -> Period:
    """A quarter of a year."""
    first = date(year, 3 * quarter - 2, 1)
    return Period("quarter", Span(first, month_end(date(year, 3 * quarter, 1))), today)


def month_of(year: int, month: int, today: date) -> Period:
    """A month of a year."""
    first = date(year, month, 1)
    return Period("month", Span(first, month_end(first)), today)


def days_of(first: date, last: date, today: date) -> Period:
    """Any days. Raises NoPeriod for days that have not begun or that end before they begin."""
    if first > last:
        raise NoPeriod("The last day lies before the first.")
    if first > today:
        raise NoPeriod("The period has not begun.")
    return Period("days", Span(first, last), today)


def read(parameters: Mapping[str, str], today: date) -> Period:
    """Read `year`, and `quarter` or `month`, from an address; without them the running year.

    Raises NoPeriod for what is no number, no such month, or has not begun.
    """
    year = _number(parameters.get("year", ""), FIRST_YEAR, today.year) or today.year
    quarter = _number(parameters.get("quarter", ""), 1, 4)
    month = _number(parameters.get("month", ""), 1, MONTHS)
    if quarter and month:
        raise NoPeriod("A period is a quarter or a month, not both.")
    period = quarter_of(year, quarter, today) if quarter else year_of(year, today)
    if month:
        period = month_of(year, month, today)
    if period.whole.first > today:
        raise NoPeriod("The period has not begun.")
    return period


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_after(day: date) -> date:
    """The first day of the next month."""
    return month_end(day) + timedelta(days=1)


def _is_month_end(day: date) -> bool:
    return day == month_end(day)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _number(text: str, least: int, most: int) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and least <= int(text[:6]) <= most):
        raise NoPeriod(f"{text[:20]!r} is no such number.")
    return int(text)
