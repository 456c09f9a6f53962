"""Case numbers: given at acceptance, without a gap, unique in their institution (decisions.md 18, 42)."""

from cases.loading import lock_ledger
from cases.models import Case, NumberSeries
from foundation.exchange.cells.identifiers import case_number_key
from foundation.law import queries as law
from institutions.models import Institution


def case_number(institution: Institution, practice_code: str, year: int, serial: int) -> str:
    """Write a case number as the institutions of the province do: 示例鉴〔2026〕临鉴字第12号."""
    practice = law.categories().get(practice_code)
    letter = practice.abbreviation if practice is not None else ""
    return f"{institution.abbreviation}鉴〔{year}〕{letter}鉴字第{serial}号"


def next_case_number(institution: Institution, practice_code: str, year: int) -> str:
    """Return the next number of the series, in the transaction that gives it to a case.

    A rollback gives it back, so that no gap appears; two who ask at once wait for each other. A number that a
    ledger brought along is taken and passed over: it stands in the series all the same.
    """
    lock_ledger(institution.pk)
    series = _series(institution, practice_code, year)
    number = ""
    while not number or _taken(institution, number):
        series.last += 1
        number = case_number(institution, practice_code, year, series.last)
    series.save(update_fields=["last"])
    return number


def _series(institution: Institution, practice_code: str, year: int) -> NumberSeries:
    kind = NumberSeries.Kind.CASE
    series, fresh = NumberSeries.objects.select_for_update().get_or_create(
        institution=institution, kind=kind, year=year, practice_code=practice_code
    )
    if fresh:
        series.last = _last_in_ledgers(institution, practice_code, year)
    return series


def _last_in_ledgers(institution: Institution, practice_code: str, year: int) -> int:
    """The highest serial that cases on file carry in the very form of the portal; 0 without any."""
    stem = case_number_key(case_number(institution, practice_code, year, 1)).removesuffix("1")
    keys = Case.objects.standing().filter(institution=institution, number_key__startswith=stem)
    serials = (key.removeprefix(stem) for key in keys.values_list("number_key", flat=True))
    return max((int(serial) for serial in serials if serial.isdecimal() and len(serial) < 9), default=0)


def _taken(institution: Institution, number: str) -> bool:
    return Case.objects.standing().filter(institution=institution, number_key=case_number_key(number)).exists()
