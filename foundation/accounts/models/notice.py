"""The inbox: notices to a posting or a user, in words without personal data."""

from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Own, ScopedManager


class Notice(models.Model):
    """One notice: what happened (`kind` names a sentence), where to look, and whether it was read.

    `key` makes it unique per recipient, so that a repeated job tells nobody twice.
    """

    scope = Own(user="user_id")

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="notices")
    kind = models.TextField()
    params = models.JSONField(default=dict)
    link = models.TextField(blank=True)
    key = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="a_notice_reaches_a_user_once")]
        indexes: ClassVar = [
            models.Index(fields=["user", "-created_at", "-id"], name="notice_newest"),
            models.Index(fields=["user"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
