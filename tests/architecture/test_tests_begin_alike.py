"""No test inherits the language in which another one left its thread."""

import pytest
from django.utils import translation


@pytest.mark.parametrize("turn", range(4))
def test_every_test_begins_in_chinese(turn: int) -> None:
    # Of four turns at least two run in the same process, whatever the number of workers (three in `make test`).
    assert translation.get_language() == "zh-hans", turn
    translation.activate("en")
