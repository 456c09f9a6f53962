"""What the tests of access share: a frozen day, everybody, and objects in every relation to everybody."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

pytest_plugins = ["tests.access.people", "tests.access.world"]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Freeze the time."""
    with time_machine.travel(NOW, tick=False):
        yield
