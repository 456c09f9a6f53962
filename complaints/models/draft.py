"""A complaint that a citizen is still writing, on a phone without account."""

import json
import uuid
from typing import Any

from django.db import models

from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField


class ComplaintDraft(models.Model):
    """What was typed so far, sealed, for 24 hours (decisions.md 29). No record of anything, so no event tells of it.

    Found by the keyed digest of the secret draft key in the citizen's browser, the same digest that the complaint
    carries once it is sent. Dropped when it is sent, discarded or expires.
    """

    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_digest = models.BinaryField(max_length=32, unique=True)
    payload = SealedField()
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def fields(self) -> dict[str, list[str]]:
        """What was typed, by field."""
        opened: dict[str, Any] = json.loads(self.payload.reveal()) if self.payload else {}
        return {str(name): [str(value) for value in values] for name, values in opened.items()}
