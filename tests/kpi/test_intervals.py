"""The interval of a rate: known values, always around the share, wider with fewer rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.kpi.intervals import is_open, wilson


@pytest.mark.parametrize(
    ("events", "of", "low", "high"),
    [(0, 10, 0.0, 0.27753), (5, 10, 0.23659, 0.76341), (10, 10, 0.72247, 1.0), (9, 131_440, 3.602e-05, 1.3015e-04)],
)
def test_known_intervals_are_those_of_the_books(events: int, of: int, low: float, high: float) -> None:
    assert wilson(events, of) == pytest.approx((low, high), rel=1e-3)


@given(st.integers(1, 10**7).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_share_lies_in_its_interval_and_more_rows_narrow_it(counts: tuple[int, int]) -> None:
    events, of = counts
    low, high = wilson(events, of)
    assert 0 <= low <= events / of <= high <= 1
    wider = wilson(events, of)
    narrower = wilson(events * 10, of * 10)
    assert narrower[1] - narrower[0] < wider[1] - wider[0]


@pytest.mark.parametrize(("events", "of"), [(0, 0), (3, 2), (-1, 5)])
def test_there_is_no_interval_of_nothing_and_none_of_more_than_all(events: int, of: int) -> None:
    with pytest.raises(ValueError, match="No share"):
        wilson(events, of)


@pytest.mark.parametrize(
    ("low", "high", "undecided"),
    [(0.4, 0.9, False), (0.4, 1.0, False), (0.4, 1.3, True), (1.0, 1.3, True), (1.1, 1.3, False)],
)
def test_an_interval_that_crosses_the_limit_leaves_open_whether_it_is_kept(
    low: float, high: float, undecided: bool
) -> None:
    """At most 1: the limit itself keeps it (decisions.md 22)."""
    assert is_open(low, high, 1.0) is undecided
