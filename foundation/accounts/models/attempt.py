"""Failed sign-ins, counted per account and network."""

from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody


class SignInAttempt(models.Model):
    """Failures of one account from one network: how many in a row, and until when it must wait.

    Both are keyed hashes: the table shows neither who was tried nor from where.
    """

    scope = Nobody()

    account = models.BinaryField(max_length=32)
    network = models.BinaryField(max_length=32)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "network"], name="failures_are_counted_per_account_and_network")
        ]

    def __str__(self) -> str:
        return f"{self.failures}"
