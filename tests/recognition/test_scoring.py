"""Scores are pure arithmetic over a dated model: nothing unknown counts, nobody gives points."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.law.models import Ground
from governance.recognition.assessment.gate import figure_in
from governance.recognition.assessment.model import (
    Band,
    Grade,
    Indicator,
    Model,
    UnfitModel,
    digest_of,
    model_on,
    thawed,
)
from governance.recognition.assessment.scoring import Scored, number_of, outcome_of, points_of

DAY = date(2026, 11, 25)


def indicator(code: str, weight: int, scale: str = "90:100 50:40", **values: Any) -> Indicator:
    bands = tuple(Band(limit, int(share)) for limit, share in (each.split(":") for each in scale.split()))
    said: dict[str, Any] = {"direction": "more", "cap": "", "least": 0, **values}
    return Indicator(code, code, "", "x", weight, scale=bands, words=(), source="", to_be_confirmed=True, **said)


GRADES = (
    Grade("1", "优秀", "", 90, None, False, 0),
    Grade("2", "一般", "", 60, None, False, 0),
    Grade("3", "较低", "", 0, None, True, 60),
)
NO_GRADE = Grade("0", "不评定", "", None, 50, False, 0)


def model(*indicators: Indicator) -> Model:
    return Model(indicators, GRADES, NO_GRADE)


def test_a_number_brings_the_share_of_the_first_band_it_reaches() -> None:
    more = indicator("a", 10)
    assert [more.share_of(Fraction(n)) for n in (100, 90, 89, 50, 49)] == [100, 100, 40, 40, 0]
    less = indicator("b", 10, "0:100 5:60", direction="less")
    assert [less.share_of(Fraction(n)) for n in (0, 1, 5, 6)] == [100, 60, 60, 0]


def test_a_share_just_below_a_limit_is_below_it() -> None:
    third = {"kind": "share", "n": 2, "of": 3}
    assert points_of(indicator("a", 9, "66.67:100 66:50"), third) == 450, "two thirds are less than 66.67"


def test_a_few_opinions_do_not_make_a_rate_of_a_small_institution() -> None:
    one = {"kind": "rate", "n": 1, "of": 200}
    assert number_of(one) == 50
    assert number_of(one, least=1000) == 10
    assert number_of({"kind": "rate", "n": 0, "of": 0}, least=1000) is None, "nothing was issued: nothing is judged"


def test_what_is_not_known_does_not_count_and_too_little_gives_no_grade() -> None:
    known = model(indicator("a", 60), indicator("b", 40))
    half = outcome_of(known, [Scored("a", 60, 6000), Scored("b", 40, None)])
    assert (half.score, half.counted, half.grade.code) == (10_000, 60, "1")
    little = outcome_of(known, [Scored("a", 60, None), Scored("b", 40, 4000)])
    assert (little.score, little.counted, little.grade.code) == (None, 40, "0")


def test_an_indicator_that_brings_nothing_can_hold_the_grade_down() -> None:
    capped = model(indicator("a", 95), indicator("b", 5, cap="2"))
    found = outcome_of(capped, [Scored("a", 95, 9500), Scored("b", 5, 0)])
    assert (found.score, found.grade.code, found.capped_by) == (9500, "2", ("b",))
    assert outcome_of(capped, [Scored("a", 95, 9500), Scored("b", 5, None)]).grade.code == "1", "unknown is not nothing"


@given(st.lists(st.tuples(st.integers(1, 40), st.one_of(st.none(), st.integers(0, 100))), min_size=1, max_size=12))
def test_a_score_is_the_share_of_the_weight_with_data(rows: list[tuple[int, int | None]]) -> None:
    lines = [
        Scored(str(place), weight, None if share is None else weight * share)
        for place, (weight, share) in enumerate(rows)
    ]
    found = outcome_of(model(*(indicator(line.code, line.weight) for line in lines)), lines)
    known = [(weight, share) for weight, share in rows if share is not None]
    counted = sum(weight for weight, _share in known)
    if 2 * counted < sum(weight for weight, _share in rows):
        assert found.score is None
    else:
        exact = Fraction(sum(weight * share for weight, share in known), counted)
        assert abs(Fraction(found.score, 100) - exact) <= Fraction(1, 200)
        assert 0 <= found.score <= 10_000


@pytest.mark.django_db
def test_the_model_of_the_tables_weighs_a_hundred_is_to_be_confirmed_and_survives_freezing() -> None:
    today = model_on(DAY)
    assert today.weight == 100
    assert all(each.to_be_confirmed and each.source for each in today.indicators)
    assert [each.code for each in today.grades] == ["DJ-1", "DJ-2", "DJ-3", "DJ-4"]
    assert thawed(today.frozen()) == today
    assert digest_of(thawed(today.frozen()).frozen()) == digest_of(today.frozen())


@pytest.mark.django_db
def test_a_table_that_cannot_be_computed_is_refused_by_name() -> None:
    with pytest.raises(UnfitModel):
        model_on(date(2015, 1, 1))
    row = Ground(
        list_code="assessment_indicators", code="ZP-99", details={"figure": "x", "weight": "1", "scale": "a:9"}
    )
    from governance.recognition.assessment.model import _indicator

    with pytest.raises(UnfitModel, match="ZP-99"):
        _indicator(row)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("95.5", Fraction(191, 2)), (" 3 ", Fraction(3)), ("", None), ("-1", None), ("1e9", None), ("9.999", None),
     ("٣", None), ("1000001", None), ("nan", None)],
)  # fmt: skip
def test_a_corrected_figure_is_a_plain_number(typed: str, number: Fraction | None) -> None:
    assert figure_in(typed) == number
