"""Histograms of a year so far come from the cells of the year only while nothing can lie after its end."""

from datetime import date, timedelta

import pytest
import time_machine

from cases.models import Case
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.merging import merge
from foundation.kpi.periods import Span
from foundation.kpi.questions import By
from foundation.kpi.reading import Ask, ask
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case

CODE = "cases.turnaround"
TODAY = date(2026, 11, 23)
AREAS: list[tuple[Area, By]] = [
    (PROVINCE, ""),
    (PROVINCE, "city"),
    (PROVINCE, "category"),
    (Area(city="370100"), "institution"),
    (Area(city="370100"), "category"),
    (Area(county="370102"), ""),
]


def issued(day: date) -> Case:
    """A case of the institution of 历下, issued on a day after nine days."""
    institution = make_institution(f"示例{day:%m%d}司法鉴定所", "370102")
    return make_case(
        institution, accepted_on=day - timedelta(days=9), effective_on=day - timedelta(days=9), issued_on=day,
        state="issued", turnaround_days=9,
    )  # fmt: skip


@pytest.mark.django_db
@time_machine.travel("2026-11-23 10:00+08:00", tick=False)
@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(("area", "by"), AREAS)
def test_whoever_looks_from_an_earlier_day_does_not_count_what_came_after_it(area: Area, by: By, merged: bool) -> None:
    for day in (date(2025, 12, 30), date(2026, 3, 5), date(2026, 6, 30), date(2026, 8, 1), date(2026, 11, 20)):
        issued(day)
    if merged:
        merge()

    def counted(first: date, last: date, seen_on: date) -> int:
        return ask(area, [Ask("it", (CODE,), Span(first, last), by=by)], seen_on).total("it", CODE)

    january = date(2026, 1, 1)
    assert counted(january, date(2026, 6, 30), date(2026, 6, 30)) == 2, "half a year, counted again later"
    assert counted(january, date(2026, 7, 31), TODAY) == 2
    assert counted(january, date(2026, 11, 30), TODAY) == 4, "the year so far"
    assert counted(january, date(2026, 12, 31), TODAY) == 4
    assert counted(date(2025, 1, 1), date(2026, 12, 31), TODAY) == 5
    assert counted(date(2025, 1, 1), date(2025, 12, 31), TODAY) == 1
