"""What was posted after a session had ended, kept until the person has signed in again."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models

from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField


class KeptForm(models.Model):
    """One posted form, sealed, for one user at one address; found by a one-time token in a cookie."""

    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.TextField()
    payload = SealedField()
    had_files = models.BooleanField(default=False)
    kept_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def fields(self) -> dict[str, list[str]]:
        """What was posted, by field."""
        opened: dict[str, Any] = json.loads(self.payload.reveal()) if self.payload else {}
        return {str(name): [str(value) for value in values] for name, values in opened.items()}
