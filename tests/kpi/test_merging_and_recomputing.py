"""Cells are what the rows say: after any history, merged in any steps."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case
from foundation.kpi.merging import merge, merge_some, waiting
from foundation.kpi.models import AreaDay, AreaMonth, AreaYear, InstitutionMonth, PartDay, PartMonth
from foundation.kpi.recomputing import recompute
from tests.kpi import worlds

pytestmark = pytest.mark.django_db


def cells(model: Any, *keys: str) -> dict[tuple, int]:
    rows = model.objects.filter(measure__startswith="cases.").exclude(value=0).values_list(*keys, "value")
    return {row[:-1]: row[-1] for row in rows}


def assert_cells_equal_oracle() -> None:
    counted = worlds.oracle(Case.objects.all())
    assert cells(AreaMonth, "measure", "area", "month", "category", "bucket") == worlds.area_months(counted)
    assert cells(AreaYear, "measure", "area", "year", "category", "bucket") == worlds.area_years(counted)
    assert cells(AreaDay, "measure", "area", "day", "category") == worlds.area_days(counted)
    assert cells(
        PartMonth, "measure", "city", "month", "county", "institution", "category", "bucket"
    ) == worlds.part_months(counted)
    assert cells(PartDay, "measure", "city", "day", "county", "institution", "category") == worlds.part_days(counted)
    keys = ("measure", "institution", "month", "category", "city", "county", "bucket")
    assert cells(InstitutionMonth, *keys) == worlds.institution_months(counted)


def random_history(examples: int) -> Callable[[], None]:
    """The property: filing, correcting and merging in random steps ends in the cells of a recount."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(seed=st.integers(0, 2**32), steps=st.integers(1, 25))
    def property_holds(seed: int, steps: int) -> None:
        with transaction.atomic():
            random = Random(seed)
            institutions = worlds.make_institutions()
            for _step in range(steps):
                known = list(Case.objects.all())
                if known and random.random() < 0.4:
                    worlds.change_case(random, random.choice(known), institutions)
                else:
                    worlds.add_case(random, institutions)
                if random.random() < 0.4:
                    merge_some(random.randrange(1, 12))
            merge()
            assert waiting() == 0
            assert_cells_equal_oracle()
            assert recompute().total == 0
            transaction.set_rollback(True)

    return property_holds


test_random_filing_correcting_and_merging_ends_in_the_cells_of_a_recount = random_history(12)


def test_an_update_that_changes_no_dimension_writes_no_delta() -> None:
    case = worlds.make_case(worlds.make_institutions()[0])
    merge()
    case.remarks = "示例备注"
    worlds.write(case, "case.corrected", by=worlds.SYSTEM)
    assert waiting() == 0


def test_an_update_of_one_dimension_writes_only_the_difference() -> None:
    case = worlds.make_case(worlds.make_institutions()[0], practice_code="FY-02")
    merge()
    case.practice_code = "FY-05"
    worlds.write(case, "case.corrected", by=worlds.SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT measure, category, value FROM kpi_delta ORDER BY measure, value")
        assert cursor.fetchall() == [
            ("cases.accepted", "FY-02", -1),
            ("cases.accepted", "FY-05", 1),
            ("cases.open", "FY-02", -1),
            ("cases.open", "FY-05", 1),
        ]


def test_derived_columns_written_without_an_event_are_counted_too() -> None:
    case = worlds.make_case(worlds.make_institutions()[0], issued_on=worlds.LAST)
    merge()
    Case.objects.filter(pk=case.pk).update(turnaround_days=33)
    merge()
    assert_cells_equal_oracle()


def test_the_recompute_reports_drift_and_repairs_it() -> None:
    random = Random(7)
    institutions = worlds.make_institutions()
    for _each in range(20):
        worlds.add_case(random, institutions)
    merge()
    first = AreaMonth.objects.filter(measure="cases.accepted", area="").first()
    AreaMonth.objects.filter(pk=first.pk).update(value=first.value + 5)
    AreaMonth.objects.filter(measure="cases.accepted").exclude(area="").first().delete()
    InstitutionMonth.objects.filter(measure="cases.issued").first().delete()
    PartMonth.objects.filter(measure="cases.issued", county="").first().delete()
    AreaYear.objects.filter(measure="cases.turnaround", area="").first().delete()
    PartDay.objects.filter(measure="cases.accepted").exclude(county="").update(value=9)
    days_of_institutions = PartDay.objects.filter(measure="cases.accepted").exclude(county="").count()
    compared = recompute(repair=False)
    assert compared.differing == {
        "kpi_area_year": 1,
        "kpi_area_month": 2,
        "kpi_area_day": 0,
        "kpi_part_month": 1,
        "kpi_part_day": days_of_institutions,
        "kpi_institution_month": 1,
    }
    assert recompute().total == 5 + days_of_institutions
    assert recompute().total == 0
    assert_cells_equal_oracle()


def test_the_recompute_leaves_what_waits_to_the_merge() -> None:
    random = Random(8)
    institutions = worlds.make_institutions()
    worlds.add_case(random, institutions)
    merge()
    worlds.add_case(random, institutions)
    assert recompute().total == 0
    assert waiting() > 0
    merge()
    assert_cells_equal_oracle()
