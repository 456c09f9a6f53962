"""Whatever the days: a pending renewal only lengthens, and a reminder comes once and never too early."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from institutions.actions.reminding import reached
from institutions.renewing import holds

TODAY = date(2026, 11, 25)
DAYS = (7, 30, 90)


@given(
    first=st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    term=st.integers(0, 2_000),
    on=st.dates(date(2015, 1, 1), date(2040, 1, 1)),
    pending=st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1)),
)
@settings(max_examples=100)
def test_a_pending_renewal_never_shortens_and_never_begins_a_permit(
    first: date, term: int, on: date, pending: date | None
) -> None:
    last = first + timedelta(days=term)
    assert holds(first, last, pending, on) >= holds(first, last, None, on)
    assert not holds(first, last, pending, first - timedelta(days=1))
    assert holds(first, last, None, last) and not holds(first, last, None, last + timedelta(days=1))


@given(
    left=st.integers(-5, 120),
    gaps=st.lists(st.integers(1, 40), min_size=1, max_size=12),
)
@settings(max_examples=200)
def test_whatever_days_the_job_misses_each_number_is_told_once_at_most_and_none_too_early(
    left: int, gaps: list[int]
) -> None:
    until, day, seen = TODAY + timedelta(days=left), TODAY, []
    for gap in gaps:
        within = reached(until, day, DAYS)
        if within is not None:
            seen.append(within)
            assert 0 <= (until - day).days <= within
        day += timedelta(days=gap)
    assert seen == sorted(seen, reverse=True)  # a key is never come back to, so a notice is never told twice
