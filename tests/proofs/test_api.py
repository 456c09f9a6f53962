"""Ten thousand requests made from the description of the API: no error of the portal, every answer as described."""

import pytest

from tests.api.conftest import calling
from tests.api.test_fuzzing import Wanderer, is_wide, wander, wanderer

__all__ = ["calling", "wanderer"]
pytestmark = pytest.mark.prove


def test_ten_thousand_requests_break_nothing(wanderer: Wanderer) -> None:
    # An operation without body and parameters has a handful of requests; the others make up for it.
    wide = sum(is_wide(found) for _path, _method, found in wanderer.operations())
    statuses = wander(wanderer, 10_000 // wide + 1)
    assert statuses.total() >= 10_000, statuses
    assert {200, 201, 400, 404, 409, 415, 422} & set(statuses) >= {200, 201, 400, 404, 422}, statuses
