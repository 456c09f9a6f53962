"""What the tests of pages share: the day of the world of tests/access, with the clock running."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.pages.inventory import inventory

__all__ = ["inventory"]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def running_clock() -> Iterator[None]:
    """Set the day; the browser and its server need a clock that runs."""
    with time_machine.travel(NOW, tick=True):
        yield
