"""How many hours of training a year are asked for, and how many somebody has."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from appraisers.models import Appraiser, Training
from foundation.law import queries as law
from institutions.models import InsurancePolicy
from institutions.models.insurance import InsuranceQuerySet

HOURS: Final = "training_hours"
LONGEST_TITLE: Final = 100


@dataclass(frozen=True)
class Asked:
    """The hours that a year asks for, by which source, and whether that source is still to be confirmed."""

    hours: int
    article: str
    to_be_confirmed: bool


@dataclass(frozen=True)
class Year:
    """The hours of one year; `missing` against what is asked for, 0 where nothing is."""

    year: int
    hours: int
    missing: int


def asked_on(on: date) -> Asked | None:
    """Return what the dated list asks for on a day; None where it holds nothing."""
    for row in law.entries(HOURS, on):
        hours = str(row.details.get("hours", ""))
        if hours.isdecimal():
            return Asked(int(hours), row.source_text, row.to_be_confirmed)
    return None


def cover_of(row: Appraiser, on: date) -> InsuranceQuerySet:
    """Return the policies of his institution that hold on a day: they cover the practice of whoever practises there.

    Whoever sees an appraiser sees them; the row was fetched through scope.
    """
    return InsurancePolicy.objects.filter(institution=row.institution_id).holding(on)


def years_of(rows: Iterable[Training], today: date) -> list[Year]:
    """Return the hours by year, this year first, from the entries that were not withdrawn."""
    counted = Counter({today.year: 0})
    for row in rows:
        if row.withdrawn_on is None:
            counted[row.ended_on.year] += row.hours
    found = []
    for year in sorted(counted, reverse=True):
        asked = asked_on(min(today, date(year, 12, 31)))
        found.append(Year(year, counted[year], max(0, (asked.hours if asked else 0) - counted[year])))
    return found
