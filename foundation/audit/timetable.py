"""When jobs are due. The moments are computed, not counted, so a missed run is caught up once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from foundation.audit import outbox
from foundation.audit.models import Heartbeat, Tick


class Rhythm(Protocol):
    """A rule of repetition."""

    @property
    def interval(self) -> timedelta:
        """The time from one due moment to the next."""
        ...

    def latest(self, now: datetime) -> datetime:
        """Return the last due moment that is not after `now`."""
        ...


@dataclass(frozen=True)
class Every:
    """Every so many minutes, counted from midnight."""

    minutes: int

    @property
    def interval(self) -> timedelta:
        """So many minutes."""
        return timedelta(minutes=self.minutes)

    def latest(self, now: datetime) -> datetime:
        """Return the last whole multiple of the interval."""
        local = timezone.localtime(now)
        passed = local.hour * 60 + local.minute
        return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
            minutes=passed - passed % self.minutes
        )


@dataclass(frozen=True)
class Daily:
    """Once a day at a local time."""

    at: time

    @property
    def interval(self) -> timedelta:
        """A day."""
        return timedelta(days=1)

    def latest(self, now: datetime) -> datetime:
        """Return today's moment, or yesterday's before it has come."""
        local = timezone.localtime(now)
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return today if today <= local else today - timedelta(days=1)


@dataclass(frozen=True)
class Weekly:
    """Once a week at a local time of a day of the week (Monday is 0)."""

    weekday: int
    at: time

    @property
    def interval(self) -> timedelta:
        """A week."""
        return timedelta(days=7)

    def latest(self, now: datetime) -> datetime:
        """Return this week's moment, or last week's before it has come."""
        moment = Daily(self.at).latest(now)
        return moment - timedelta(days=(moment.weekday() - self.weekday) % 7)


@dataclass(frozen=True)
class Entry:
    """One line of the timetable: which job, in which rhythm."""

    job: str
    rhythm: Rhythm


PUNCTUAL = timedelta(minutes=5)
"""A moment taken later than this was missed and is caught up."""


def tick(entries: Sequence[Entry], now: datetime) -> list[str]:
    """Write a message for every entry whose latest moment has not been taken yet; return their jobs."""
    started = []
    for entry in entries:
        due_at = entry.rhythm.latest(now)
        with transaction.atomic():
            key = f"tick:{entry.job}:{due_at.isoformat()}"
            if Tick.objects.filter(job=entry.job, due_at=due_at).exists():
                continue
            Tick.objects.bulk_create([_taken(entry, due_at, now)], ignore_conflicts=True)
            if outbox.put(entry.job, {"due_at": due_at.isoformat()}, key=key) is not None:
                started.append(entry.job)
    Heartbeat.objects.update_or_create(process="beat", defaults={"seen_at": now})
    return started


def _taken(entry: Entry, due_at: datetime, now: datetime) -> Tick:
    """The tick of a moment: how many before it were missed. A job that never had one before cannot have missed any."""
    before = Tick.objects.filter(job=entry.job, due_at__lt=due_at).order_by("-due_at").first()
    missed = max(0, round((due_at - before.due_at) / entry.rhythm.interval) - 1) if before else 0
    late = before is not None and now - due_at > PUNCTUAL
    return Tick(job=entry.job, due_at=due_at, taken_at=now, missed=missed, caught_up=late or missed > 0)
