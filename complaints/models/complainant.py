"""Who complains: identity and ways to reach a person, all under seal, in a table of their own."""

import uuid
from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class Complainant(Regulated):
    """The particulars of 办法 art. 13 about the complainant and the agent, if there is one.

    No list and no join of lists meets this table (trust T2). `identity_index` finds a repeated complaint of the
    same person (art. 16) without opening anything.
    """

    trail_prefix = "complaint"
    trail_key = "complaint_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.OneToOneField("complaints.Complaint", on_delete=models.PROTECT, related_name="complainant")
    name = SealedField()
    sex = SealedField()
    identity_number = SealedField()
    identity_index = models.BinaryField(max_length=32, null=True)
    occupation = SealedField()
    address = SealedField()
    phone = SealedField()
    agent_name = SealedField()
    agent_phone = SealedField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["identity_index"],
                name="complainant_by_identity",
                condition=models.Q(identity_index__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
