"""Acts that were done under a key, so that the same request twice has one effect."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class OnceDone(models.Model):
    """One act done under a key: what was asked (a digest) and what was answered.

    `scope` separates whose keys they are (`form:…`, `api:…`). The key is kept as its SHA-256 only. `answer`
    holds ids and addresses, never personal data.
    """

    scope = models.TextField()
    key_hash = models.BinaryField()
    digest = models.BinaryField()
    answer = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    claimed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "key_hash"], name="one_act_per_scope_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.pk}"
