"""A load that is stopped between two chunks keeps what it loaded; the rest can be loaded later, or all undone."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from cases import comparing
from cases.actions import importing
from cases.loading import CaseLoader
from cases.models import Case
from foundation.audit.errors import NotAllowed
from foundation.exchange.actions import loading, reading, undoing, uploading
from foundation.exchange.models import Import
from tests.cases.conftest import AS_OF, ledger, ledger_row
from tests.people import Cast


def in_another_process(act: Callable[[], object]) -> None:
    """Do something on a connection of its own and wait for it."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as failure:  # noqa: BLE001  (shown by the test's own thread)
            failures.append(failure)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert failures == []


def stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch, rows: int = 10) -> Import:
    """An import in chunks of four rows that somebody stops while the second chunk is written."""
    monkeypatch.setattr(comparing, "CHUNK", 4)
    by = cast.actor("jinan_clerk")
    imported = uploading.upload(
        ContentFile(ledger(*(ledger_row(serial) for serial in range(1, rows + 1))), "台账.xlsx"),
        kind=importing.KIND,
        institution=cast.jinan_institution.organisation,
        by=by,
        as_of=AS_OF,
        in_background=False,
    )
    read = reading.read(imported.pk)
    assert read is not None
    ordered = loading.order(imported.pk, by=by, version=read.imported.trail_seq)
    whole, times = CaseLoader.prepare, []

    def prepare(self: CaseLoader, fresh: Any) -> Any:
        times.append(1)
        if len(times) == 2:
            in_another_process(lambda: loading.stop(imported.pk, by=by, version=ordered.trail_seq))
        return whole(self, fresh)

    monkeypatch.setattr(CaseLoader, "prepare", prepare)
    assert loading.load(imported.pk) is None
    imported.refresh_from_db()
    return imported


def test_a_stopped_load_keeps_whole_chunks_and_says_how_many(
    cast: Cast, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = stopped(cast, monkeypatch)
    assert (imported.state, imported.counts["loaded"], Case.objects.count()) == ("stopped", 4, 4)


def test_the_rest_is_loaded_by_another_order(
    cast: Cast, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = stopped(cast, monkeypatch)
    loading.order(imported.pk, by=cast.actor("jinan_clerk"), version=imported.trail_seq)
    loading.load(imported.pk)
    imported.refresh_from_db()
    assert (imported.state, imported.counts["loaded"], Case.objects.count()) == ("loaded", 10, 10)


def test_what_was_loaded_before_the_stop_can_be_undone(
    cast: Cast, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = stopped(cast, monkeypatch)
    undoing.order(imported.pk, by=cast.actor("jinan"), version=imported.trail_seq, reason="误传", in_background=False)
    undoing.undo(imported.pk)
    imported.refresh_from_db()
    assert (imported.state, imported.counts["undone"], Case.objects.standing().count()) == ("undone", 4, 0)


def test_a_stranger_stops_nothing(cast: Cast, load: Callable[..., Import]) -> None:
    imported = load(ledger(ledger_row(1)))
    with pytest.raises(NotAllowed):
        loading.stop(imported.pk, by=cast.actor("qingdao_clerk"), version=imported.trail_seq)
