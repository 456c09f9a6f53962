"""A natural person. Separate from User: most appraisers of an imported roster have no account."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from foundation.accounts.models.named import Named
from foundation.accounts.scoping import Nobody, ScopedManager
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class Person(Named, Regulated):
    """A person with sealed identity. The name is plain: staff and appraisers act under their names.

    `identity_index` finds the person again by identity number without storing it in the open.
    """

    trail_prefix = "person"
    derived = ("tokens", "name_key")
    found_by = ("tokens", "name_key")
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.TextField()
    identity_number = SealedField()
    identity_index = models.BinaryField(max_length=32, null=True, unique=True)
    phone = SealedField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["tokens"], name="person_by_token")]

    def __str__(self) -> str:
        return self.name
