"""The outbox: side effects written with the change and carried out after commit."""

from typing import ClassVar

from django.db import models


class OutboxMessage(models.Model):
    """One side effect to carry out: a topic (the name of a job) and its payload (ids, no personal data).

    `key` makes the effect unique: a second message with the same key is not written. A message that
    failed five times is parked, visible on the jobs page, and holds nobody else up.
    """

    topic = models.TextField()
    key = models.TextField(null=True, unique=True)  # noqa: DJ001  (many messages have none, and none is not unique)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["not_before", "id"],
                name="outbox_waiting",
                condition=models.Q(done_at__isnull=True, parked_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"
