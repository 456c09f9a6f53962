"""A natural person. Separate from User: most appraisers of an imported roster have no account."""

import uuid

from django.db import models

from foundation.accounts.scoping import Nobody, ScopedManager
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class Person(Regulated):
    """A person with sealed identity. The name is plain: staff and appraisers act under their names.

    `identity_index` finds the person again by identity number without storing it in the open.
    """

    trail_prefix = "person"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.TextField()
    identity_number = SealedField()
    identity_index = models.BinaryField(max_length=32, null=True, unique=True)
    phone = SealedField()

    objects = ScopedManager()

    def __str__(self) -> str:
        return self.name
