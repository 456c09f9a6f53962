"""The people whom an acceptance needs, on a day of November 2026."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from tests.factories.entrustments import make_appraiser
from tests.people import Cast


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        with transaction.atomic():
            for _each in range(3):
                make_appraiser(cast.jinan_institution)
        yield
