"""Loads that are interrupted, run twice or meet each other: nothing is lost, nothing is doubled."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from cases import comparing
from cases.actions import importing
from cases.loading import CaseLoader
from cases.models import Case, Subject
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import StaleState
from foundation.audit.models import OutboxMessage
from foundation.exchange.actions import loading, reading, uploading
from foundation.exchange.models import Import
from tests.cases.conftest import AS_OF, ledger, ledger_row
from tests.people import Cast

Load = Callable[..., Import]


def opened(cast: Cast, content: bytes) -> Import:
    """An import that is checked and whose load is ordered."""
    imported = uploading.upload(
        ContentFile(content, "台账.xlsx"),
        kind=importing.KIND,
        institution=cast.jinan_institution.organisation,
        by=SYSTEM,
        as_of=AS_OF,
        in_background=False,
    )
    read = reading.read(imported.pk)
    assert read is not None
    return loading.order(imported.pk, by=SYSTEM, version=read.imported.trail_seq)


class Killed(BaseException):
    """The worker is gone in the middle of its work."""


def killing(after: int) -> Callable[..., None]:
    """A `write` that works so often and then kills the worker."""
    whole, times = CaseLoader.write, []

    def write(self: CaseLoader, prepared: Any) -> None:
        times.append(1)
        whole(self, prepared)
        if len(times) > after:
            raise Killed

    return write


def test_a_killed_load_goes_on_where_it_stopped(
    cast: Cast, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "CHUNK", 4)
    imported = opened(cast, ledger(*(ledger_row(serial) for serial in range(1, 11))))
    whole = CaseLoader.write
    monkeypatch.setattr(CaseLoader, "write", killing(after=1))
    with pytest.raises(Killed):
        loading.load(imported.pk)
    monkeypatch.setattr(CaseLoader, "write", whole)
    assert Case.objects.count() == 4  # the second chunk was rolled back with its worker
    imported.refresh_from_db()
    assert (imported.state, imported.progress_done) == ("loading", 4)
    loading.load(imported.pk)
    imported.refresh_from_db()
    assert (imported.state, imported.counts["loaded"], imported.counts["identical"]) == ("loaded", 10, 0)
    assert Case.objects.count() == Subject.objects.count() == 10


def test_a_load_that_is_done_does_nothing_when_its_job_runs_again(cast: Cast) -> None:
    imported = opened(cast, ledger(ledger_row(1)))
    assert loading.load(imported.pk) is not None
    assert loading.load(imported.pk) is None
    assert Case.objects.count() == 1


def test_of_two_orders_to_load_one_wins(cast: Cast) -> None:
    imported = uploading.upload(
        ContentFile(ledger(ledger_row(1)), "台账.xlsx"), kind=importing.KIND,
        institution=cast.jinan_institution.organisation, by=SYSTEM, as_of=AS_OF, in_background=False,
    )  # fmt: skip
    read = reading.read(imported.pk)
    assert read is not None
    version = read.imported.trail_seq
    loading.order(imported.pk, by=SYSTEM, version=version)
    with pytest.raises(StaleState):
        loading.order(imported.pk, by=SYSTEM, version=version)
    assert OutboxMessage.objects.filter(topic=uploading.LOAD_JOB).count() == 1


def test_two_loads_of_the_same_rows_at_once_load_them_once(cast: Cast, transactional_db: None) -> None:
    content = ledger(*(ledger_row(serial) for serial in range(1, 301)))
    imports = [opened(cast, content), opened(cast, content)]
    failures: list[BaseException] = []

    def run(imported: Import) -> None:
        try:
            loading.load(imported.pk)
        except BaseException as failure:  # noqa: BLE001  (shown by the test's own thread)
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[imported]) for imported in imports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Case.objects.count() == 300
    counts = [Import.objects.get(pk=imported.pk).counts for imported in imports]
    assert sorted((count["loaded"], count["identical"]) for count in counts) == [(0, 300), (300, 0)]


def test_an_import_whose_file_was_damaged_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from foundation.documents.refusals import FileDamaged

    imported = opened(cast, ledger(ledger_row(1)))

    def damaged(_file: Any) -> bytes:
        raise FileDamaged("0" * 64, "changed")

    monkeypatch.setattr(reading, "content_of", damaged)
    loading.load(imported.pk)
    imported.refresh_from_db()
    assert (imported.state, imported.findings["refusal"]["code"]) == ("failed", "file_damaged")


def test_a_file_without_a_heading_fails_with_words(cast: Cast, load: Load) -> None:
    imported = load(ledger(("a", 1), ("b", 2), heading=("x", "y")))
    assert (imported.state, imported.findings["refusal"]["code"]) == ("failed", "no_heading")


def test_a_broken_job_closes_the_import_after_its_last_attempt(cast: Cast) -> None:
    imported = opened(cast, ledger(ledger_row(1)))
    message = OutboxMessage.objects.get(topic=uploading.LOAD_JOB)
    reading.fail_after_last_attempt(imported.pk, message.pk)
    imported.refresh_from_db()
    assert imported.state == "loading"
    OutboxMessage.objects.filter(pk=message.pk).update(attempts=5)
    reading.fail_after_last_attempt(imported.pk, message.pk)
    imported.refresh_from_db()
    assert imported.state == "failed"
