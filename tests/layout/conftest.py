"""The day of these tests."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Stop the clock on a working day."""
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield
