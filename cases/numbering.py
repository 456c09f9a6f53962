"""Numbers of cases and opinions: given at acceptance and at issue, without gaps in their series (decisions.md 18)."""

from dataclasses import dataclass
from typing import Final

from cases.loading import lock_ledger
from cases.models import Case, NumberSeries
from foundation.exchange.cells.identifiers import case_number_key
from foundation.law import queries as law
from institutions.models import Institution


@dataclass(frozen=True)
class _Series:
    """A kind of number: the words before its serial, and the column of cases that holds its key."""

    kind: str
    ending: str
    column: str


_CASES: Final = _Series(NumberSeries.Kind.CASE.value, "鉴字", "number_key")
_OPINIONS: Final = _Series(NumberSeries.Kind.OPINION.value, "意字", "opinion_key")


def case_number(institution: Institution, practice_code: str, year: int, serial: int) -> str:
    """Write a case number as the institutions of the province do: 示例鉴〔2026〕临鉴字第12号."""
    return _written(_CASES, institution, practice_code, year, serial)


def opinion_number(institution: Institution, practice_code: str, year: int, serial: int) -> str:
    """Write an opinion number as the institutions of the province do: 示例鉴〔2026〕临意字第12号."""
    return _written(_OPINIONS, institution, practice_code, year, serial)


def next_case_number(institution: Institution, practice_code: str, year: int) -> str:
    """Return the next case number, in the transaction that gives it to a case; see `_next`."""
    return _next(_CASES, institution, practice_code, year)


def next_opinion_number(institution: Institution, practice_code: str, year: int) -> str:
    """Return the next opinion number, in the transaction that gives it to an opinion; see `_next`."""
    return _next(_OPINIONS, institution, practice_code, year)


def _written(of: _Series, institution: Institution, practice_code: str, year: int, serial: int) -> str:
    practice = law.categories().get(practice_code)
    letter = practice.abbreviation if practice is not None else ""
    return f"{institution.abbreviation}鉴〔{year}〕{letter}{of.ending}第{serial}号"


def _next(of: _Series, institution: Institution, practice_code: str, year: int) -> str:
    """Return the next number of a series.

    A rollback gives it back, so that no gap appears; two who ask at once wait for each other. A number that a
    ledger brought along is taken and passed over: it stands in the series all the same.
    """
    lock_ledger(institution.pk)
    series = _series(of, institution, practice_code, year)
    number = ""
    while not number or _taken(of, institution, number):
        series.last += 1
        number = _written(of, institution, practice_code, year, series.last)
    series.save(update_fields=["last"])
    return number


def _series(of: _Series, institution: Institution, practice_code: str, year: int) -> NumberSeries:
    series, fresh = NumberSeries.objects.select_for_update().get_or_create(
        institution=institution, kind=of.kind, year=year, practice_code=practice_code
    )
    if fresh:
        series.last = _last_in_ledgers(of, institution, practice_code, year)
    return series


def _last_in_ledgers(of: _Series, institution: Institution, practice_code: str, year: int) -> int:
    """The highest serial that cases on file carry in the very form of the portal; 0 without any."""
    stem = case_number_key(_written(of, institution, practice_code, year, 1)).removesuffix("1")
    rows = Case.objects.standing().filter(institution=institution, **{f"{of.column}__startswith": stem})
    serials = (key.removeprefix(stem) for key in rows.values_list(of.column, flat=True))
    return max((int(serial) for serial in serials if serial.isdecimal() and len(serial) < 9), default=0)


def _taken(of: _Series, institution: Institution, number: str) -> bool:
    return Case.objects.standing().filter(institution=institution, **{of.column: case_number_key(number)}).exists()
