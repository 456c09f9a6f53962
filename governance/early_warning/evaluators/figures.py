"""The figures that rules compare: those of the catalogue, at every place of a rule's level, in one question."""

from datetime import date
from typing import Final
from uuid import UUID

from foundation.kpi.areas import PROVINCE
from foundation.kpi.catalogue import Kpi, Value, compute
from foundation.kpi.periods import Span, month_end
from foundation.kpi.reading import Answers, Ask, ask
from foundation.law import queries as law
from governance.early_warning.causes import Place
from governance.early_warning.kinds import Level
from governance.early_warning.models import WarningRule
from institutions.models import Institution

_IT: Final = "it"
_SPLIT: Final = {Level.PROVINCE.value: "", Level.CITY.value: "city", Level.INSTITUTION.value: "institution"}


def places_of(rule: WarningRule) -> dict[str, Place]:
    """Return the places a rule speaks of, by the key under which figures are split."""
    if rule.level == Level.PROVINCE:
        return {"": Place()}
    wanted = set(rule.areas)
    if rule.level == Level.CITY:
        return {row.code: Place(city=row.code) for row in law.divisions("city") if not wanted or row.code in wanted}
    rows = Institution.objects.in_practice().values_list("pk", "city_code", "county_code")
    return {
        str(key): Place(city=city, county=county, institution=key)
        for key, city, county in rows
        if not wanted or city in wanted
    }


def values_at(kpi: Kpi, rule: WarningRule, span: Span | None, today: date) -> dict[str, Value]:
    """Return the value of a figure at each place that has one, by the key of `places_of`.

    One question for all places; the arithmetic is that of the catalogue, done over the answers of one place.
    """
    if not kpi.is_fed:
        return {}
    by = _SPLIT[rule.level]
    answers = ask(PROVINCE, [Ask(_IT, kpi.codes, span, by=by)], today)  # type: ignore[arg-type]  # one of By
    keys = {key for code in kpi.codes for key in answers.values[_IT, code]}
    return {key: compute(kpi, _of_one(answers, kpi, key), _IT) for key in keys}


def _of_one(answers: Answers, kpi: Kpi, key: str) -> Answers:
    """The answers of one place alone, as if nothing but it had been asked."""
    one = Answers()
    for code in kpi.codes:
        for bucket, value in answers.values[_IT, code].get(key, {}).items():
            one.values[_IT, code][""][bucket] += value
    return one


def year_so_far(today: date) -> Span:
    """The days of the year up to today."""
    return Span(today.replace(month=1, day=1), today)


def months_before(today: date, months: int) -> Span:
    """The last so many months that are over on a day."""
    return _months_up_to(today.replace(day=1), months)


def same_length_before(span: Span, months: int) -> Span:
    """So many months right before a span of whole months."""
    return _months_up_to(span.first, months)


def _months_up_to(first_of_next: date, months: int) -> Span:
    count = first_of_next.year * 12 + first_of_next.month - 1
    begin, end = divmod(count - months, 12), divmod(count - 1, 12)
    return Span(date(begin[0], begin[1] + 1, 1), month_end(date(end[0], end[1] + 1, 1)))


def days_of(span: Span) -> dict[str, str]:
    """The days of a span as they are kept in a figure."""
    return {"first": span.first.isoformat(), "last": span.last.isoformat()}


def open_cases_by_institution(today: date) -> dict[UUID, int]:
    """How many cases are open at each institution that has any."""
    found = ask(PROVINCE, [Ask(_IT, ("cases.open",), by="institution")], today).counts(_IT, "cases.open")
    return {UUID(key): count for key, count in found.items()}
