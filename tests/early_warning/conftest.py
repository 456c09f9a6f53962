"""What the tests of early warning share: a frozen working day, unless a test travels by itself."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield
