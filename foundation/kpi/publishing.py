"""Figures for everybody: counts small enough to point at single cases are not published.

A count from 1 to 4 is suppressed. Where that leaves one hole in a table whose total is printed, the next
smallest count is suppressed too, since the total would give the first away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.histograms import median, total
from foundation.kpi.measures import is_fed
from foundation.kpi.periods import MONTHS, Span, month_end, year_of
from foundation.kpi.reading import Ask, ask

SMALLEST: Final = 5
ACCEPTED, ISSUED, TURNAROUND = "cases.accepted", "cases.issued", "cases.turnaround"
INSTITUTIONS, APPRAISERS = "institutions.registered", "appraisers.registered"


@dataclass(frozen=True)
class Published:
    """A count as everybody may read it: `value` is None where it is suppressed."""

    value: int | None

    @property
    def suppressed(self) -> bool:
        """Whether the count exists and is not told."""
        return self.value is None


@dataclass(frozen=True)
class Headline:
    """The four figures of the first page. `turnaround` is the median of working days, None without enough opinions."""

    institutions: int
    appraisers: int
    accepted: Published
    issued: Published
    turnaround: Fraction | None
    year: int


@dataclass(frozen=True)
class Line:
    """One line of a published table: key, accepted, issued, median of working days."""

    key: str
    accepted: Published
    issued: Published
    turnaround: Fraction | None


@dataclass(frozen=True)
class Statistics:
    """The public figures of a year up to today: total, months, cities and categories."""

    year: int
    total: Line
    months: tuple[Line, ...]
    cities: tuple[Line, ...]
    categories: tuple[Line, ...]


def publish(counts: Mapping[str, int], keys: Sequence[str]) -> dict[str, Published]:
    """Return the counts of a table by key, the small ones suppressed, and a second one where only one would be."""
    hidden = {key for key in keys if 0 < counts.get(key, 0) < SMALLEST}
    if len(hidden) == 1:
        rest = sorted((counts[key], key) for key in keys if key not in hidden and counts.get(key, 0))
        hidden |= {rest[0][1]} if rest else set()
    return {key: Published(None if key in hidden else counts.get(key, 0)) for key in keys}


def published(count: int) -> Published:
    """Return a single count that stands in no table."""
    return Published(None if 0 < count < SMALLEST else count)


def headline(today: date) -> Headline:
    """Return the figures of the first page, in one statement."""
    span = year_of(today.year, today).span
    answers = ask(
        PROVINCE,
        [
            Ask("stock", tuple(code for code in (INSTITUTIONS, APPRAISERS) if is_fed(code))),
            Ask("year", (ACCEPTED, ISSUED), span),
            Ask("days", (TURNAROUND,), span.whole_months()),
        ],
        today,
    )
    return Headline(
        answers.total("stock", INSTITUTIONS),
        answers.total("stock", APPRAISERS),
        published(answers.total("year", ACCEPTED)),
        published(answers.total("year", ISSUED)),
        _median(answers.histogram("days", TURNAROUND)),
        today.year,
    )


def statistics(year: int, today: date, cities: Sequence[str], categories: Sequence[str]) -> Statistics:
    """Return the public tables of a year, in one statement; the running year up to today."""
    span = year_of(year, today).span
    days = span.whole_months()
    questions = [
        *(Ask(f"{by}:flow", (ACCEPTED, ISSUED), span, by=by) for by in ("", "month", "city", "category")),
        *(Ask(f"{by}:days", (TURNAROUND,), days, by=by) for by in ("", "month", "city", "category")),
    ]
    answers = ask(PROVINCE, questions, today)

    def lines(by: str, keys: Sequence[str]) -> tuple[Line, ...]:
        accepted = publish(answers.counts(f"{by}:flow", ACCEPTED), keys)
        issued = publish(answers.counts(f"{by}:flow", ISSUED), keys)
        return tuple(
            Line(key, accepted[key], issued[key], _median(answers.histogram(f"{by}:days", TURNAROUND, key)))
            for key in keys
        )

    months = [date(year, month, 1).isoformat() for month in range(1, MONTHS + 1) if date(year, month, 1) <= today]
    return Statistics(
        year, lines("", [""])[0], lines("month", months), lines("city", cities), lines("category", categories)
    )


def yearly_volume(institution: UUID, today: date, years: int) -> list[tuple[int, Published, Published]]:
    """Return (year, accepted, issued) of an institution for the last years, the running one first."""
    spans = {
        year: Span(date(year, 1, 1), min(month_end(date(year, MONTHS, 1)), today))
        for year in range(today.year, today.year - years, -1)
    }
    asked = [Ask(str(year), (ACCEPTED, ISSUED), span) for year, span in spans.items()]
    answers = ask(Area(institution=institution), asked, today)
    return [
        (year, published(answers.total(str(year), ACCEPTED)), published(answers.total(str(year), ISSUED)))
        for year in spans
    ]


def _median(histogram: Mapping[int, int]) -> Fraction | None:
    """The median of enough values; a few would tell about single cases."""
    return median(histogram) if total(histogram) >= SMALLEST else None
