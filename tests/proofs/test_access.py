"""Every route for every role with every object, also where the door has refused the first (`make prove`)."""

import pytest

from tests.access.conftest import crowd, things, today
from tests.access.people import Crowd
from tests.access.routes import METHODS
from tests.access.test_every_route_for_every_role import Walk, walked
from tests.access.world import Things

__all__ = ["crowd", "things", "today"]
pytestmark = pytest.mark.prove


@pytest.mark.parametrize("method", METHODS)
def test_no_object_opens_a_door_that_another_found_shut(crowd: Crowd, things: Things, method: str) -> None:
    walk = walked(Walk(things, whole=True), crowd, method)
    assert walk.cells.total() > 1_000
