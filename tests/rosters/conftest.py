"""What the tests of rosters share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from foundation.exchange import kinds
from foundation.exchange.actions import loading, reading, uploading
from foundation.exchange.models import Import
from tests.people import Cast

Check = Callable[..., Import]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


@pytest.fixture
def check(cast: Cast) -> Check:
    """Return a function that uploads and checks a roster in the name of an officer."""

    def run(kind: str, content: bytes, *, who: str = "province") -> Import:
        by = cast.actor(who)
        bodies = kinds.known(kind).bodies
        imported = uploading.upload(
            ContentFile(content, "示例名册.xlsx"), kind=kind, institution=bodies(by).first() if bodies else None, by=by,
            as_of=timezone.localdate(), in_background=False,
        )  # fmt: skip
        reading.read(imported.pk)
        imported.refresh_from_db()
        return imported

    return run


@pytest.fixture
def load(cast: Cast, check: Check) -> Check:
    """Return a function that takes a roster the whole way."""

    def run(kind: str, content: bytes, *, who: str = "province") -> Import:
        imported = check(kind, content, who=who)
        assert imported.state == "checked", imported.findings
        loading.order(imported.pk, by=cast.actor(who), version=imported.trail_seq, in_background=False)
        loading.load(imported.pk)
        imported.refresh_from_db()
        return imported

    return run


def found(imported: Import) -> set[tuple[int, str, str]]:
    """The errors of an import: row, column, code."""
    rows: Any = imported.problems.filter(severity="error").values_list("row", "column", "code")
    return set(rows)
