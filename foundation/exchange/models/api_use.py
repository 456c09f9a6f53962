"""How many requests a client, a token or a network made in a minute."""

from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody


class ApiUse(models.Model):
    """A count per minute. `subject` is `client:<id>`, `token:<id>` or the keyed hash of a network address.

    Kept for 30 days, then cleared. One statement counts and answers, so parallel requests are all counted.
    """

    scope = Nobody()

    pk = models.CompositePrimaryKey("subject", "minute")
    subject = models.TextField()
    minute = models.DateTimeField()
    requests = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["minute"], name="api_use_by_minute")]

    def __str__(self) -> str:
        return f"{self.requests}"
