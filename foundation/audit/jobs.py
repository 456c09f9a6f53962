"""Jobs by name: how a message of the outbox becomes work, once, and what its run row says.

A job is a Celery task that takes the id of its message. Redelivery is harmless: a session-level
advisory lock keeps two workers from one message, and a finished message does nothing. When a worker
dies, its connection and with it the lock are gone; the relay publishes the message again.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog
from celery import shared_task
from django.db import connection, transaction
from django.utils import timezone

from foundation.audit import origin
from foundation.audit.beside import beside
from foundation.audit.models import Heartbeat, JobRun, OutboxMessage

MAX_ATTEMPTS = 5
_LOCK_CLASS = 7_001 << 40
log = structlog.get_logger(__name__)


class Stopped(Exception):
    """Raised by a job whose work a person has called off; the run ends as stopped and is not tried again."""


@dataclass
class Run:
    """What a job is given: its payload, the id of its message, and a dictionary for its result.

    `row_id` is the row of the run, None where a job is called without one.
    """

    message_id: int
    payload: dict[str, Any]
    result: dict[str, Any] = field(default_factory=dict)
    row_id: int | None = None

    def report(self, done: int, total: int) -> None:
        """Say how much of all is done, beside the transaction of the work, so that pages show it at once."""
        with beside() as cursor:
            cursor.execute("UPDATE audit_jobrun SET done = %s, total = %s WHERE id = %s", [done, total, self.row_id])


@dataclass(frozen=True)
class Job:
    """A job that can be named in the timetable and the outbox."""

    name: str
    title: Any
    work: Callable[[Run], None]


registry: dict[str, Job] = {}


def job(name: str, *, title: Any) -> Callable[[Callable[[Run], None]], Callable[[Run], None]]:
    """Register a function as the job `name`, as a Celery task and for the jobs page.

    The function must be idempotent and let its errors escape.
    """

    def register(work: Callable[[Run], None]) -> Callable[[Run], None]:
        registry[name] = Job(name, title, work)

        @shared_task(name=name)
        def carry_out(message_id: int) -> None:
            perform(name, message_id)

        return work

    return register


def perform(name: str, message_id: int) -> None:
    """Do the work of one message unless it is done, parked or in other hands. Errors escape."""
    if not _lock(message_id):
        return
    try:
        message = OutboxMessage.objects.filter(pk=message_id, done_at__isnull=True, parked_at__isnull=True).first()
        if message is not None:
            _run(registry[name], message)
    finally:
        _unlock(message_id)


def _run(task: Job, message: OutboxMessage) -> None:
    now = timezone.now()
    with transaction.atomic():
        JobRun.objects.filter(message=message, outcome=JobRun.Outcome.RUNNING).update(
            outcome=JobRun.Outcome.LOST, finished_at=now
        )
        OutboxMessage.objects.filter(pk=message.pk).update(attempts=message.attempts + 1)
        row = JobRun.objects.create(job=task.name, message=message, started_at=now)
        Heartbeat.objects.update_or_create(process="worker", defaults={"seen_at": now})
    run = Run(message.pk, message.payload, row_id=row.pk)
    outcome = JobRun.Outcome.DONE
    try:
        with origin.coming_from(origin.Origin("job", request_id=f"{task.name}:{message.pk}")):
            task.work(run)
    except Stopped:
        outcome = JobRun.Outcome.STOPPED
    except Exception as error:
        _failed(row, message, error)
        raise
    with transaction.atomic():
        OutboxMessage.objects.filter(pk=message.pk).update(done_at=timezone.now())
        JobRun.objects.filter(pk=row.pk).update(outcome=outcome, finished_at=timezone.now(), result=run.result)


def _failed(row: JobRun, message: OutboxMessage, error: Exception) -> None:
    """Note where the work broke (class and line, never values) and when it is tried again, if at all."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    attempts = message.attempts + 1
    now = timezone.now()
    with transaction.atomic():
        JobRun.objects.filter(pk=row.pk).update(
            outcome=JobRun.Outcome.FAILED,
            finished_at=now,
            error=f"{type(error).__name__} in {place.name}, line {place.lineno}",
        )
        parked = attempts >= MAX_ATTEMPTS
        OutboxMessage.objects.filter(pk=message.pk).update(
            parked_at=now if parked else None, published_at=None, not_before=now + timedelta(seconds=5 * 4**attempts)
        )
    log.error("job_failed", job=row.job, message_id=message.pk, attempts=attempts, parked=parked)


def _lock(message_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK_CLASS + message_id])
        return bool(cursor.fetchone()[0])


def _unlock(message_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_CLASS + message_id])
