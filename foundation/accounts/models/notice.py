"""The inbox: notices to a posting or a user, in words without personal data."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone

from foundation.accounts.scoping import Own, ScopedQuerySet


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Vocabulary of notices."""

    def shown(self, at: datetime) -> "NoticeQuerySet":
        """Notices that lie in the inbox at a moment."""
        return self.filter(shown_at__lte=at)

    def snoozed(self, at: datetime) -> "NoticeQuerySet":
        """Notices put off until later."""
        return self.filter(shown_at__gt=at)

    def unread(self, at: datetime) -> "NoticeQuerySet":
        """Notices in the inbox that were not read."""
        return self.shown(at).filter(read_at__isnull=True)


class Notice(models.Model):
    """One notice: what happened (`kind` names a sentence), where to look, and whether it was read.

    `key` makes it unique per recipient, so that a repeated job tells nobody twice. `shown_at` is when it came, or
    when it comes back after being put off: the inbox is in its order.
    """

    scope = Own(user="user_id")

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="notices")
    kind = models.TextField()
    params = models.JSONField(default=dict)
    link = models.TextField(blank=True)
    key = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    shown_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="a_notice_reaches_a_user_once")]
        indexes: ClassVar = [
            models.Index(fields=["user", "-shown_at", "-id"], name="notice_shown"),
            models.Index(fields=["user", "shown_at"], name="notice_to_read", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
