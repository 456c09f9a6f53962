"""What the server signed when a complaint came in."""

import uuid

from django.db import models

from complaints.models.complaint import Complaint
from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated
from foundation.documents.signing import Signature, to_text


class Receipt(Regulated):
    """The receipt of a complaint, kept as it was signed (decisions.md 34).

    `body` is the exact signed text, canonical JSON: number, moment of receipt, digest of the contents, hash of the
    event. It holds no personal data; the digest is salted with a secret of the server.
    """

    trail_prefix = "complaint"
    trail_key = "complaint_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="receipt")
    body = models.TextField()
    key = models.TextField()
    signature = models.BinaryField(max_length=64)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text(self) -> str:
        """The receipt as one line that anybody can have checked."""
        return to_text(self.body.encode(), Signature(self.key, bytes(self.signature)))
