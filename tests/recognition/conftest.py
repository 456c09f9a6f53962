"""Fixtures of recognition."""

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
