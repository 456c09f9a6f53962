"""What the tests of case reviews share."""

from collections.abc import Iterator

import pytest
import time_machine

from foundation.accounts.models import Posting
from tests.factories.reviews import make_experts
from tests.people import Cast


@pytest.fixture
def frozen(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def experts(cast: Cast, frozen: None) -> list[Posting]:
    return make_experts(4)
