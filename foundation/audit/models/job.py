"""Runs of jobs, ticks of the timetable, and signs of life."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tick(models.Model):
    """A moment at which the timetable wants a job. Unique, so that three beats start one job.

    `missed` counts the moments before it that nobody took; `caught_up` says that it was itself taken late or stands
    for missed ones: one run makes up for all of them.
    """

    job = models.TextField()
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    missed = models.PositiveIntegerField(default=0)
    caught_up = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["job", "due_at"], name="one_tick_per_job_and_moment")]
        indexes: ClassVar = [
            models.Index(fields=["job", "-due_at"], name="ticks_caught_up", condition=models.Q(caught_up=True))
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.due_at:%Y-%m-%d %H:%M}"


class JobRun(models.Model):
    """One attempt at a job: when, how it ended, what it did; while it runs, how much of all is done."""

    class Outcome(models.TextChoices):
        """How a run ended; a lost run's worker died before it could say."""

        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        LOST = "lost", _("Lost with its worker")
        STOPPED = "stopped", _("Stopped by a person")

    job = models.TextField()
    message = models.ForeignKey("audit.OutboxMessage", on_delete=models.PROTECT, related_name="runs")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.RUNNING)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    done = models.BigIntegerField(null=True)
    total = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["job", "-started_at"], name="job_run_by_job")]

    def __str__(self) -> str:
        return f"{self.job} {self.outcome}"


class Heartbeat(models.Model):
    """When a kind of process was last seen alive (`beat`, `worker`)."""

    process = models.TextField(primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.process
