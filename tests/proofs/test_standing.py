"""A hundred random worlds of what an institution has, every fifth day of a year: the gate against an oracle."""

import pytest

from tests.people import Cast
from tests.standing.test_who_may_do_what_on_a_day import differing, frozen

__all__ = ["frozen"]
pytestmark = [pytest.mark.prove, pytest.mark.django_db]


@pytest.mark.parametrize("seed", range(1_000, 1_100))
def test_gate_and_oracle_agree_on_every_fifth_day(cast: Cast, seed: int) -> None:
    assert differing(cast, seed, step=5) == []
