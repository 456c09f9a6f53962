"""What the tests of the annual review share: a frozen day, unless a worker or browser needs the real clock."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture(autouse=True)
def frozen(request: pytest.FixtureRequest) -> Iterator[None]:
    if "worker" in request.fixturenames:
        yield
        return
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield
