"""A real Celery worker for the tests that need one, on the database of the test process."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from celery import current_app
from django.db import connection

from foundation.audit import relay
from tests.database import environment_of


@pytest.fixture
def worker(transactional_db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker, wait until it is ready, and stop it after the test."""
    # Ids begin anew with every emptied database, so messages of an earlier test must not wait in the broker.
    current_app.control.purge()
    log = tmp_path_factory.mktemp("worker") / "worker.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "appraisal_portal", "worker", "-c", "2", "-l", "INFO"],
            env=environment_of(str(connection.settings_dict["NAME"])),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            eventually(lambda: "ready." in log.read_text(errors="replace"), seconds=30, why=log.read_text)
            yield process
        finally:
            process.terminate()
            process.wait(60)


def eventually(true: Callable[[], bool], *, seconds: float = 20, why: Callable[[], object] = lambda: "") -> None:
    """Wait until `true()`, carrying the outbox to the broker meanwhile; fail with `why()` after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    pytest.fail(f"did not happen within {seconds} s: {why()}")


def carried_out(true: Callable[[], bool], *, seconds: float = 20, why: Callable[[], object] = lambda: "") -> None:
    """Like `eventually`, playing the relay all the while."""

    def publish_and_look() -> bool:
        relay.publish_waiting()
        return true()

    eventually(publish_and_look, seconds=seconds, why=why)
