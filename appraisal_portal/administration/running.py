"""The state of the jobs: last run, next due moment, what waits and what is parked; and trying again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisal_portal.administration.job_results import Said, said
from appraisal_portal.timetable import TIMETABLE
from foundation.accounts.catalogue import RETRY_JOB
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.jobs import registry
from foundation.audit.models import Heartbeat, JobRun, OutboxMessage, Tick
from foundation.audit.once import act
from foundation.audit.timetable import Daily, Every, Rhythm, Weekly

SILENT_AFTER = timedelta(minutes=2)
SLOW_AFTER = timedelta(minutes=5)
MISSED_SHOWN = timedelta(days=7)


@dataclass(frozen=True)
class JobState:
    """One job: its name and title, its last run, when it is due next (None: only when something asks for it).

    `caught_up` is the latest moment of the last seven days that was taken late or stood for missed ones.
    """

    name: str
    title: Any
    last: JobRun | None
    next_due: datetime | None
    caught_up: Tick | None = None

    @property
    def is_running(self) -> bool:
        """Whether its last run is under way and has said how much of all is done."""
        return bool(self.last and self.last.outcome == JobRun.Outcome.RUNNING and self.last.total)

    @property
    def duration(self) -> timedelta | None:
        """How long the last run took."""
        return self.last.finished_at - self.last.started_at if self.last and self.last.finished_at else None

    @property
    def said(self) -> list[Said]:
        """What the last run did, in words."""
        return said(self.last.result) if self.last else []


@dataclass(frozen=True)
class Sign:
    """When a process was last seen, and whether that is too long ago."""

    process: str
    seen_at: datetime
    silent: bool


@dataclass(frozen=True)
class Queue:
    """What waits: how many messages are due, and since when the oldest."""

    waiting: int
    oldest: datetime | None
    slow: bool


def job_states(now: datetime) -> list[JobState]:
    """Return every registered job in the order of its name."""
    rhythms = {entry.job: entry.rhythm for entry in TIMETABLE}
    last = {run.job: run for run in JobRun.objects.order_by("job", "-started_at").distinct("job")}
    late = (
        Tick.objects.filter(caught_up=True, due_at__gte=now - MISSED_SHOWN).order_by("job", "-due_at").distinct("job")
    )
    caught_up = {tick.job: tick for tick in late}
    return [
        JobState(
            name,
            job.title,
            last.get(name),
            next_due(rhythms[name], now) if name in rhythms else None,
            caught_up.get(name),
        )
        for name, job in sorted(registry.items())
    ]


def next_due(rhythm: Rhythm, now: datetime) -> datetime | None:
    """Return the first due moment after `now`; None for a rhythm of an unknown kind."""
    match rhythm:
        case Every(minutes=minutes):
            following = rhythm.latest(now) + timedelta(minutes=minutes)
            midnight = (timezone.localtime(now) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
            return min(following, midnight)
        case Daily() | Weekly():
            return rhythm.latest(now) + rhythm.interval
    return None


def signs_of_life(now: datetime) -> list[Sign]:
    """Return when each process was last seen."""
    rows = Heartbeat.objects.order_by("process")
    return [Sign(row.process, row.seen_at, now - row.seen_at > SILENT_AFTER) for row in rows]


def queue(now: datetime) -> Queue:
    """Return what waits to be done and is due."""
    due = OutboxMessage.objects.filter(done_at__isnull=True, parked_at__isnull=True, not_before__lte=now)
    oldest = due.order_by("not_before").values_list("not_before", flat=True).first()
    return Queue(due.count(), oldest, oldest is not None and now - oldest > SLOW_AFTER)


def with_last_runs(rows: Sequence[OutboxMessage]) -> None:
    """Give each message its last run as `last_run`."""
    runs = JobRun.objects.filter(message__in=rows).order_by("message", "-started_at").distinct("message")
    last = {run.message_id: run for run in runs}
    for row in rows:
        row.last_run = last.get(row.pk)  # type: ignore[attr-defined]  # for the page


def parked() -> list[OutboxMessage]:
    """Return the parked messages, newest first, each with its last run as `last_run`."""
    rows = list(OutboxMessage.objects.filter(parked_at__isnull=False).order_by("-parked_at")[:100])
    with_last_runs(rows)
    return rows


@act
def retry(message_id: int, *, by: Actor, reason: str) -> OutboxMessage:
    """Let a parked message be tried again, five times more. Raises NotAllowed or RuleBroken."""
    if not by.may(RETRY_JOB.code):
        raise NotAllowed(RETRY_JOB.code, _("Your posting does not start jobs."))
    message = OutboxMessage.objects.select_for_update().filter(pk=message_id).first()
    findings = []
    if message is None or message.parked_at is None:
        findings.append(Finding(_("This message is not parked any more.")))
    if not reason.strip():
        findings.append(Finding(_("Say why it should work now."), field="reason"))
    if findings or message is None:
        raise RuleBroken(findings)
    facts = {"message": message.pk, "attempts": message.attempts}
    trail.append(f"job:{message.topic}", "job.retried", by=by, facts=facts, reason=reason.strip())
    OutboxMessage.objects.filter(pk=message.pk).update(
        parked_at=None, attempts=0, published_at=None, not_before=timezone.now()
    )
    return message
