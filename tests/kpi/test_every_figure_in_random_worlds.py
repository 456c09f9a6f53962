"""Every registered figure, KPI, area and period: figures, cells, rows and a count by hand say the same.

Long runs of the same property are proofs (`make prove ARGS=tests/proofs/test_figures.py`).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.kpi import measures, reading
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.catalogue import Kpi, all_kpis, value
from foundation.kpi.checking.sampling import sample
from foundation.kpi.circles import cities_of
from foundation.kpi.drilling import behind
from foundation.kpi.measures import Countable, Measure
from foundation.kpi.merging import merge, merge_some
from foundation.kpi.models import AreaDay, AreaMonth, AreaYear, InstitutionMonth, PartDay, PartMonth
from foundation.kpi.periods import Span, month_end
from foundation.kpi.reading import Ask
from foundation.kpi.recomputing import recompute
from institutions.models import Institution
from tests.kpi import everything, worlds
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = "2026-11-23 10:00+08:00"


def test_every_measured_model_can_be_made() -> None:
    assert set(everything.measured_models()) <= set(everything.MAKERS), "write a maker in tests/kpi/everything.py"


def random_worlds(examples: int, steps: int) -> Callable[[Cast], None]:
    """The property over so many worlds, each shaken so many times; over all of them every figure must have moved."""

    @time_machine.travel(NOW, tick=False)
    def property_holds(cast: Cast) -> None:
        everything.populate(cast)
        seen = Counter(_figures_are_their_rows(Random(1), timezone.localdate()))

        @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(seed=st.integers(0, 2**32))
        def in_one_world(seed: int) -> None:
            with transaction.atomic():
                random, today = Random(seed), timezone.localdate()
                everything.shake(random, steps, today)
                merge_some(random.randrange(1, 60))
                everything.shake(random, steps // 4, today)
                for countable in everything.countables():
                    if countable.code not in seen:
                        everything.bring_about(random, countable, today)
                if random.random() < 0.5:
                    merge()
                seen.update(_figures_are_their_rows(random, today))
                merge()
                _cells_are_what_was_counted(today)
                assert recompute().total == 0
                assert sample(str(seed), today, questions=20).differing == 0
                transaction.set_rollback(True)

        in_one_world()
        silent = {each.code for each in everything.countables()} - set(seen)
        assert not silent, f"no row of any world ever counted for {sorted(silent)}"

    return property_holds


test_every_figure_equals_its_rows_and_a_count_by_hand = random_worlds(6, 120)


def _figures_are_their_rows(random: Random, today: date) -> Iterable[str]:
    """Compare every figure for areas and periods drawn at random; yield the codes that counted something."""
    rows = {each.code: list(everything.rows_that_count(each, today)) for each in everything.countables()}
    areas = _areas(random)
    for countable in everything.countables():
        for span in _spans(random, countable) if countable.date else [None]:
            whole = _by_hand(countable, rows[countable.code], PROVINCE, span)
            for area in (PROVINCE, random.choice(areas)):
                _compare(countable, rows[countable.code], area, span, "", today)
            if countable.of.category:
                _compare(countable, rows[countable.code], random.choice(areas), span, "FY-02", today)
            if countable.of.city:
                cities = reading.ask(PROVINCE, [Ask("it", (countable.code,), span, by="city")], today)
                assert sum(cities.counts("it", countable.code).values()) == whole, countable.code
                _circles_are_their_cities(
                    countable, rows[countable.code], span, cities.counts("it", countable.code), today
                )
        if rows[countable.code]:
            yield countable.code
    for kpi in all_kpis():
        if kpi.is_fed:
            span = random.choice(_spans(random, measures.countable(kpi.codes[0])))
            _value_is_plain_arithmetic(kpi, random.choice(areas), span, rows, today)


def _circles_are_their_cities(
    countable: Countable, rows: list[Any], span: Span | None, cities: dict[str, int], today: date
) -> None:
    """A circle is the sum of its cities, and split by area and category at once it is still the same rows."""
    for circle in ("capital", "jiaodong", "southern"):
        figure = reading.count(countable.code, Area(circle=circle), today, span=span)
        assert figure == sum(cities.get(city, 0) for city in cities_of(circle)), (countable.code, circle, span)
    if countable.of.category:
        split = reading.ask(Area(circle="capital"), [Ask("it", (countable.code,), span, by="city+category")], today)
        found = [row for row in rows if _happened_in(countable, row, span)]
        places = Counter(
            (everything.place_of(countable, row)[1], everything.place_of(countable, row)[3]) for row in found
        )
        by_hand = {f"{city}|{kind}": n for (city, kind), n in places.items() if city in cities_of("capital")}
        assert split.counts("it", countable.code) == by_hand, (countable.code, span)


def _happened_in(countable: Countable, row: Any, span: Span | None) -> bool:
    happened = getattr(row, countable.date) if countable.date else None
    return happened is None or span is None or span.first <= happened <= span.last


def _compare(countable: Countable, rows: list[Any], area: Area, span: Span | None, category: str, today: date) -> None:
    figure = reading.count(countable.code, area, today, span=span, category=category)
    listed = countable.model_class._base_manager.filter(behind(countable, area, span, category, today)).count()
    by_hand = _by_hand(countable, rows, area, span, category)
    assert (figure, listed) == (by_hand, by_hand), (countable.code, area, span, category)


def _by_hand(countable: Countable, rows: list[Any], area: Area, span: Span | None, category: str = "") -> int:
    return len(_within(countable, rows, area, span, category))


def _within(countable: Countable, rows: list[Any], area: Area, span: Span | None, category: str = "") -> list[Any]:
    found = []
    for row in rows:
        institution, city, county, kind = everything.place_of(countable, row)
        if (
            (not area.city or not countable.of.city or city == area.city)
            and (not area.county or not countable.of.county or county == area.county)
            and (not area.institution or not countable.of.institution or institution == area.institution)
            and (not category or kind == category)
            and (not area.circle or not countable.of.city or city in cities_of(area.circle))
            and _happened_in(countable, row, span)
        ):
            found.append(row)
    return found


def _areas(random: Random) -> list[Area]:
    there = random.choice(list(Institution.objects.all()))
    county = random.choice(worlds.COUNTIES)
    return [
        Area(city="370100"),
        Area(city="370200"),
        Area(county=county),
        Area(institution=there.pk),
        Area(circle="capital"),
    ]


def _spans(random: Random, countable: Countable) -> list[Span]:
    """A year, a quarter, a month and any days; histograms are kept by whole months."""
    month = date(2025, random.randrange(3, 13), 1)
    quarter = date(2026, random.choice((1, 4, 7, 10)), 1)
    first = everything.FIRST + timedelta(days=random.randrange(500))
    days = Span(first, first + timedelta(days=random.randrange(120)))
    if isinstance(countable, Measure) and countable.bucket:
        days = days.whole_months()
    year = Span(date(2026, 1, 1), date(2026, 12, 31))
    return [
        year,
        Span(quarter, month_end(quarter.replace(month=quarter.month + 2))),
        Span(month, month_end(month)),
        days,
    ]


def _value_is_plain_arithmetic(kpi: Kpi, area: Area, span: Span, rows: dict[str, list[Any]], today: date) -> None:
    """A KPI is what its arithmetic says over the rows counted by hand. New arithmetic must be said here too."""
    kind = type(kpi.arithmetic).__name__
    days = span.whole_months() if kind == "Days" else span
    found = {code: _within(measures.countable(code), rows[code], area, days) for code in kpi.codes}
    got = value(kpi.code, area, days, today=today)
    first, *rest = (len(found[code]) for code in kpi.codes)
    if kind in ("Count", "Now"):
        assert got.number == first, kpi.code
    elif kind == "Rate":
        expected = Fraction(first * kpi.arithmetic.per, rest[0]) if rest[0] > 0 and first <= rest[0] else None
        assert (got.number, got.numerator, got.denominator) == (expected, first, rest[0]), kpi.code
    elif kind == "Share":
        expected = Fraction(first * 100, first + rest[0]) if first + rest[0] else None
        assert (got.number, got.denominator) == (expected, first + rest[0]), kpi.code
    elif kind == "ShareNow":
        assert got.number == (Fraction(first * 100, rest[0]) if rest[0] else None), kpi.code
    elif kind == "Pace":
        assert got.numerator == first, kpi.code
    else:
        assert kind == "Days", f"say in plain Python what {kind} is"
        bucket = measures.measure(kpi.codes[0]).bucket
        numbers = sorted(getattr(row, bucket) for row in found[kpi.codes[0]])
        middle = Fraction(numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2], 2) if numbers else None
        high = numbers[-(-len(numbers) * 9 // 10) - 1] if numbers else None
        assert (got.number, got.high) == (middle, high), kpi.code


def _cells_are_what_was_counted(today: date) -> None:
    counted = everything.oracle(today)
    by_day = {each.code for each in measures.all_measures() if each.by_day}
    months: Counter[tuple] = Counter()
    days: Counter[tuple] = Counter()
    for (code, day, _institution, city, _county, category, bucket), number in counted.items():
        margins = [("", "")] + ([(city, "")] if city else []) + ([("", category)] if category else [])
        for area, kind in margins:
            months[code, area, day.replace(day=1), kind, bucket] += number
            if code in by_day:
                days[code, area, day, kind] += number
    assert _cells(AreaMonth, "measure", "area", "month", "category", "bucket") == dict(months)
    assert _cells(AreaYear, "measure", "area", "year", "category", "bucket") == worlds.area_years(counted)
    assert _cells(AreaDay, "measure", "area", "day", "category") == dict(days)
    assert _cells(
        PartMonth, "measure", "city", "month", "county", "institution", "category", "bucket"
    ) == worlds.part_months(counted)
    assert _cells(PartDay, "measure", "city", "day", "county", "institution", "category") == worlds.part_days(counted)
    keys = ("measure", "institution", "month", "category", "city", "county", "bucket")
    assert _cells(InstitutionMonth, *keys) == worlds.institution_months(counted)


def _cells(model: Any, *keys: str) -> dict[tuple, int]:
    rows = model.objects.exclude(value=0).values_list(*keys, "value")
    return {row[:-1]: row[-1] for row in rows}
