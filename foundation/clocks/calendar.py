"""Working days of the People's Republic of China, as a pure value.

A working day is Monday to Friday, less the State Council's holidays, plus its make-up workdays (调休). A
``Calendar`` is built once from dated editions and then answers in constant time, because it holds the running total
of working days per day. Outside the years it has editions for it counts Monday to Friday and says so (provisional).
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

SATURDAY = 5
"""``date.weekday()`` of the first day of the weekend."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The special days of one civil year in one version, for example ``2026`` or ``2027-provisional``.

    ``published`` is true when the days come from the State Council's notice. Raises ``ValueError`` for a day outside
    the year, a day that is both holiday and make-up workday, and a make-up workday that is no weekend day.
    """

    year: int
    version: str
    published: bool
    holidays: Mapping[date, str] = field(default_factory=dict)
    makeup_days: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for day in (*self.holidays, *self.makeup_days):
            if day.year != self.year:
                raise ValueError(f"{day} does not belong to the calendar edition {self.version} of {self.year}")
        for day in self.makeup_days:
            if day in self.holidays:
                raise ValueError(f"{day} is both a holiday and a make-up workday in edition {self.version}")
            if day.weekday() < SATURDAY:
                raise ValueError(f"{day} is no weekend day, so it cannot be a make-up workday")
        object.__setattr__(self, "holidays", MappingProxyType(dict(sorted(self.holidays.items()))))
        object.__setattr__(self, "makeup_days", MappingProxyType(dict(sorted(self.makeup_days.items()))))

    @property
    def digest(self) -> str:
        """SHA-256 of what the edition says, whatever its version is called: 64 hexadecimal digits."""
        content = [
            self.year,
            self.published,
            [[day.isoformat(), name] for day, name in self.holidays.items()],
            [[day.isoformat(), name] for day, name in self.makeup_days.items()],
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A holiday or a make-up workday, with the name of the festival (an English msgid)."""

    day: date
    name: str


def _weekdays_up_to(ordinal: int) -> int:
    """Count Mondays to Fridays in days 1..ordinal of the proleptic calendar (day 1 was a Monday)."""
    weeks, rest = divmod(ordinal, 7)
    return 5 * weeks + min(rest, 5)


def _ordinal_of_weekday(number: int) -> int:
    """Return the ordinal of the number-th Monday-to-Friday day: the inverse of ``_weekdays_up_to``."""
    weeks, rest = divmod(number - 1, 5)
    return 7 * weeks + rest + 1


class Calendar:
    """Immutable working-day calendar. All questions are O(1), apart from the listing of special days."""

    __slots__ = (
        "_before",
        "_editions",
        "_first",
        "_holidays",
        "_last",
        "_makeup_days",
        "_running",
        "_shift",
        "_working",
    )

    _editions: Mapping[int, Edition]
    _first: int
    _last: int
    _before: int
    _shift: int
    _running: tuple[int, ...]
    _working: tuple[int, ...]
    _holidays: tuple[SpecialDay, ...]
    _makeup_days: tuple[SpecialDay, ...]

    def __init__(self, editions: Iterable[Edition] = ()) -> None:
        """Build from one edition per year. Raises ``ValueError`` if a year comes twice."""
        by_year: dict[int, Edition] = {}
        for edition in editions:
            if edition.year in by_year:
                raise ValueError(f"two calendar editions for {edition.year}")
            by_year[edition.year] = edition
        first = date(min(by_year), 1, 1).toordinal() if by_year else 1
        last = date(max(by_year), 12, 31).toordinal() if by_year else 0
        off = {day.toordinal() for edition in by_year.values() for day in edition.holidays}
        made_up = {day.toordinal() for edition in by_year.values() for day in edition.makeup_days}
        before = total = _weekdays_up_to(first - 1)
        running: list[int] = []
        working: list[int] = []
        for ordinal in range(first, last + 1):
            if ordinal in made_up or (ordinal not in off and (ordinal - 1) % 7 < SATURDAY):
                total += 1
                working.append(ordinal)
            running.append(total)
        values = {
            "_editions": MappingProxyType(dict(sorted(by_year.items()))),
            "_first": first,
            "_last": last,
            "_before": before,
            "_running": tuple(running),
            "_working": tuple(working),
            "_shift": total - _weekdays_up_to(last),
            "_holidays": tuple(_listed(edition.holidays for edition in by_year.values())),
            "_makeup_days": tuple(_listed(edition.makeup_days for edition in by_year.values())),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Calendar is immutable, {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Calendar is immutable, {name} cannot be deleted")

    def __repr__(self) -> str:
        return f"Calendar({', '.join(edition.version for edition in self._editions.values())})"

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions in the order of their years."""
        return tuple(self._editions.values())

    def _count_up_to(self, ordinal: int) -> int:
        if ordinal < self._first:
            return _weekdays_up_to(ordinal)
        if ordinal <= self._last:
            return self._running[ordinal - self._first]
        return _weekdays_up_to(ordinal) + self._shift

    def _ordinal_of(self, number: int) -> int:
        inside = number - self._before
        if inside <= 0:
            return _ordinal_of_weekday(number)
        if inside <= len(self._working):
            return self._working[inside - 1]
        return _ordinal_of_weekday(number - self._shift)

    def is_working_day(self, day: date) -> bool:
        """Say whether the day is a working day (a make-up Saturday is one)."""
        ordinal = day.toordinal()
        return self._count_up_to(ordinal) != self._count_up_to(ordinal - 1)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the count-th working day after the day, which is itself not counted.

        A negative count goes backwards (the count-th working day before); zero returns the day unchanged.
        """
        if count == 0:
            return day
        ordinal = day.toordinal()
        if count > 0:
            return date.fromordinal(self._ordinal_of(self._count_up_to(ordinal) + count))
        return date.fromordinal(self._ordinal_of(self._count_up_to(ordinal - 1) + count + 1))

    def working_days_between(self, after: date, through: date) -> int:
        """Count working days in (after, through]; negative when ``through`` lies before ``after``."""
        return self._count_up_to(through.toordinal()) - self._count_up_to(after.toordinal())

    def working_days_in_year(self, year: int) -> int:
        """Count the working days of a civil year."""
        return self.nth_working_day_of_year(date(year, 12, 31))

    def nth_working_day_of_year(self, day: date) -> int:
        """Count the working days of the day's year up to and including the day (the "pace" of the dashboard)."""
        return self._count_up_to(day.toordinal()) - self._count_up_to(date(day.year, 1, 1).toordinal() - 1)

    def next_working_day(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next one (民法典 203)."""
        return self.add_working_days(day - timedelta(days=1), 1)

    def is_provisional(self, day: date) -> bool:
        """Say whether the State Council's days of the day's year are not (yet) known."""
        edition = self._editions.get(day.year)
        return edition is None or not edition.published

    def provisional_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the provisional years from ``first`` to ``last`` (either order)."""
        low, high = sorted((first.year, last.year))
        return tuple(year for year in range(low, high + 1) if self.is_provisional(date(year, 1, 1)))

    def versions_between(self, first: date, last: date) -> tuple[str, ...]:
        """Return the edition in use for each year; a year without one is shown as ``2031-weekdays``."""
        low, high = sorted((first.year, last.year))
        found = ((year, self._editions.get(year)) for year in range(low, high + 1))
        return tuple(edition.version if edition else f"{year}-weekdays" for year, edition in found)

    def holidays_between(self, after: date, through: date) -> tuple[SpecialDay, ...]:
        """Return the holidays that take a Monday-to-Friday day away, in (after, through]."""
        return tuple(found for found in _within(self._holidays, after, through) if found.day.weekday() < SATURDAY)

    def makeup_days_between(self, after: date, through: date) -> tuple[SpecialDay, ...]:
        """Return the make-up workdays in (after, through]."""
        return _within(self._makeup_days, after, through)


def _listed(tables: Iterable[Mapping[date, str]]) -> list[SpecialDay]:
    return sorted(
        (SpecialDay(day, name) for table in tables for day, name in table.items()),
        key=lambda special: special.day,
    )


def _within(days: tuple[SpecialDay, ...], after: date, through: date) -> tuple[SpecialDay, ...]:
    low = bisect_right(days, after, key=lambda special: special.day)
    high = bisect_right(days, through, key=lambda special: special.day)
    return days[low:high]
