"""KPIs: arithmetic, targets carried forward, and no figure where there is none."""

import statistics
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.kpi import catalogue, histograms, reference
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.catalogue import Kpi, Rate, compute, kpi_of, value
from foundation.kpi.models import Target
from foundation.kpi.periods import NoPeriod, Span, read
from foundation.kpi.reading import Answers
from foundation.kpi.targets import targets_for
from tests.factories.cases import make_case
from tests.kpi import worlds

NOW = "2026-11-23 10:00+08:00"
YEAR = Span(date(2026, 1, 1), date(2026, 11, 23))


def test_no_kpi_disappears_unnoticed() -> None:
    assert [f"{each.code}/{each.version}" for each in catalogue.all_kpis()] == [
        "alliances/1", "annual_review_progress/1", "case_volume/1", "complaint_days/1", "complaint_rate/1",
        "complaint_refusal_share/1", "complaints_overdue/1", "complaints_received/1", "compulsory_accredited/1",
        "cooperations/1",
        "correction_share/1", "entered_in_time/1", "entrustments_filed/1", "expert_hundred/1",
        "expiring_accreditations/1", "expiring_accreditations_180/1", "expiring_accreditations_30/1",
        "expiring_certificates/1", "expiring_certificates_180/1", "expiring_certificates_30/1",
        "expiring_licences/1", "expiring_licences_180/1", "expiring_licences_30/1", "extension_share/1",
        "gate_overrides/1", "graded_dj-1/1", "graded_dj-2/1", "graded_dj-3/1", "graded_dj-4/1",
        "high_qualified/1", "lapsed_accreditations/1", "lapsed_certificates/1",
        "lapsed_licences/1", "leading_experts/1", "on_time_share/1", "open_cases/1", "open_findings/1",
        "opinions_issued/1", "opinions_revoked/1", "overdue/1", "overdue_rectifications/1", "pace/1",
        "party_coverage/1", "projects_running/1", "reappraisal_share/1",
        "refusal_share/1", "refused_sd30-1/1", "refused_sd30-2/1", "refused_sd30-3/1", "refused_sd30-4/1",
        "refused_sd30-5/1", "refused_sd30-6/1", "refused_sd30-7/1", "refused_sd30-8/1", "refused_tz15-1/1",
        "refused_tz15-2/1", "refused_tz15-3/1", "refused_tz15-4/1", "refused_tz15-5/1", "refused_tz15-6/1",
        "refused_tz15-7/1", "standardised_municipal/1", "standardised_municipal_share/1",
        "standardised_provincial/1", "standardised_provincial_share/1", "suspension_share/1",
        "termination_share/1", "turnaround/1", "turnaround_gross/1", "valid_complaints/1",
    ]  # fmt: skip


@given(st.lists(st.integers(0, 400), min_size=1, max_size=200), st.integers(1, 100))
def test_percentiles_from_a_histogram_are_those_of_the_sorted_list(days: list[int], percent: int) -> None:
    histogram = {day: days.count(day) for day in days}
    assert histograms.median(histogram) == Fraction(statistics.median(days)).limit_denominator(2)
    assert histograms.nearest_rank(histogram, percent) == sorted(days)[ceil(len(days) * percent / 100) - 1]


def test_an_empty_histogram_has_no_percentiles() -> None:
    assert histograms.median({}) is None
    assert histograms.nearest_rank({}, 90) is None


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_a_value_is_that_of_area_organisation_and_span() -> None:
    jinan, *_others = worlds.make_institutions()
    for days in (10, 20, 40):
        make_case(jinan, accepted_on=date(2026, 3, 2), issued_on=date(2026, 5, 6), turnaround_days=days, gross_days=50)
    make_case(jinan, accepted_on=date(2025, 3, 2), due_on=date(2025, 4, 20))
    assert value("case_volume", PROVINCE, YEAR).number == 3
    assert value("case_volume", jinan.organisation, YEAR).number == 3
    assert value("case_volume", Area(city="370200"), YEAR).number == 0
    turnaround = value("turnaround", Area(county=jinan.county_code), YEAR)
    assert (turnaround.number, turnaround.high, turnaround.numerator) == (20, 40, 3)
    assert value("turnaround_gross", PROVINCE, YEAR).number == 50
    assert value("overdue", PROVINCE, YEAR).number == 1
    assert value("open_cases", PROVINCE, YEAR).number == 1


@pytest.mark.django_db
def test_without_opinions_there_is_no_complaint_rate_rather_than_zero() -> None:
    found = value("complaint_rate", PROVINCE, YEAR)
    assert found.number is None
    assert found.fed


@pytest.mark.parametrize(("upheld", "issued", "rate"), [(1, 10_000, 1), (9, 131_440, Fraction(90_000, 131_440)),
                                                        (0, 5, 0), (0, 0, None), (3, 2, None)])  # fmt: skip
def test_a_rate_needs_a_denominator_that_holds_its_numerator(upheld: int, issued: int, rate: object) -> None:
    answers = Answers()
    answers.values["it", "a"][""][0] = upheld
    answers.values["it", "b"][""][0] = issued
    kpi = Kpi(
        code="x",
        topic="cases",
        name="",
        unit="",
        direction="fewer",
        arithmetic=Rate("a", "b", 10_000),
        formula="",
        numerator="",
    )
    assert compute(kpi, answers, "it").number == rate


@pytest.mark.django_db
def test_targets_of_2024_are_carried_forward_and_loading_twice_changes_nothing() -> None:
    reference.load(by=SYSTEM)
    assert reference.load(by=SYSTEM) == {"unchanged": 16}
    of_2026 = targets_for(["case_volume", "complaint_rate"], PROVINCE, 2026)
    assert (of_2026["case_volume"].value, of_2026["case_volume"].year, of_2026["case_volume"].carried) == (
        Decimal(150_000), 2024, True,
    )  # fmt: skip
    assert not targets_for(["case_volume"], PROVINCE, 2024)["case_volume"].carried
    assert targets_for(["case_volume"], PROVINCE, 2023) == {}
    assert targets_for(["case_volume"], Area(city="370100"), 2026) == {}
    assert of_2026["complaint_rate"].is_met(1)
    assert not of_2026["complaint_rate"].is_met(1.01)
    own = Target(
        code="case_volume.province.2026",
        kpi="case_volume",
        year=2026,
        comparison="at_least",
        value=160_000,
        source="示例",
    )
    write(own, "target.set", by=SYSTEM)
    assert targets_for(["case_volume"], PROVINCE, 2026)["case_volume"].value == 160_000


def test_every_definition_names_formula_and_what_counts() -> None:
    for kpi in catalogue.all_kpis():
        assert str(kpi.formula)
        assert str(kpi.numerator)
        assert not isinstance(kpi.arithmetic, Rate) or str(kpi.denominator)
    assert kpi_of("turnaround").deadline == "DL02"


def test_a_span_falls_into_whole_months_and_days() -> None:
    span = Span(date(2026, 1, 15), date(2026, 4, 3))
    assert span.months() == Span(date(2026, 2, 1), date(2026, 3, 31))
    assert span.rest() == (Span(date(2026, 1, 15), date(2026, 1, 31)), Span(date(2026, 4, 1), date(2026, 4, 3)))
    assert Span(date(2026, 2, 3), date(2026, 2, 5)).rest() == (Span(date(2026, 2, 3), date(2026, 2, 5)),)
    assert Span(date(2024, 2, 29), date(2024, 2, 29)).year_before() == Span(date(2023, 2, 28), date(2023, 2, 28))


def test_a_period_ends_today_and_compares_with_the_same_days() -> None:
    today = date(2026, 11, 23)
    year = read({}, today)
    assert year.span == Span(date(2026, 1, 1), today)
    assert year.last_year == Span(date(2025, 1, 1), date(2025, 11, 23))
    past = read({"year": "2025", "quarter": "1"}, today)
    assert past.last_year == Span(date(2024, 1, 1), date(2024, 3, 31))
    leap = read({"year": "2024", "month": "2"}, today)
    assert leap.last_year == Span(date(2023, 2, 1), date(2023, 2, 28))
    assert read({"year": "2025", "month": "2"}, today).last_year == Span(date(2024, 2, 1), date(2024, 2, 29))
    with pytest.raises(NoPeriod):
        read({"year": "2026", "quarter": "1", "month": "1"}, today)
