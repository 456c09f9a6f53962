"""Long walks over the doors: a thousand random worlds, and bad input by the ten thousand."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.access.conftest import crowd, things, today
from tests.access.people import Crowd
from tests.access.test_bad_input import walk_addresses, walk_forms
from tests.access.test_visible_sets import compare, seats, worlds
from tests.access.world import Things

__all__ = ["crowd", "things", "today"]
pytestmark = pytest.mark.prove


@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, place=seats)
def test_exactly_the_rows_of_the_rule_are_seen_in_a_thousand_worlds(db: None, world: list, place: tuple) -> None:
    compare(world, *place)


@pytest.mark.parametrize("seed", range(1, 6))
def test_bad_input_by_the_ten_thousand_breaks_no_address_and_no_form(crowd: Crowd, things: Things, seed: int) -> None:
    """About 90 routes × 5 seeds × 30 requests each."""
    faults = walk_addresses(crowd, things, Random(seed), requests=15)
    faults += walk_forms(crowd, things, Random(seed), requests=15)
    assert faults == []
