"""People from outside the profession who are or were nominated as experts, and where they work."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from foundation.accounts.scoping import Nobody, ScopedManager
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class Outsider(Regulated):
    """A person without a certificate of the profession: a professor, a physician, an engineer.

    Name and sealed identity number are those of the `Person`; how he is reached is sealed here. `employer`, `title` and
    `field` are what holds today and equal the last `Employment`. No page lists outsiders: they are seen as experts.
    """

    trail_prefix = "outsider"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("accounts.Person", on_delete=models.PROTECT, related_name="outsider")
    employer = models.TextField()
    title = models.TextField(blank=True, default="")
    field = models.TextField()
    contact = SealedField()
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedManager()

    def __str__(self) -> str:
        return self.person.name


class Employment(Regulated):
    """Where an outsider works, as it was told on a day; rows are only added.

    Recusal asks all of them: whoever once worked for a body may not judge it.
    """

    trail_prefix = "outsider"
    trail_key = "outsider_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outsider = models.ForeignKey(Outsider, on_delete=models.PROTECT, related_name="employments")
    employer = models.TextField()
    title = models.TextField(blank=True, default="")
    told_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-trail_seq"]

    def __str__(self) -> str:
        return self.employer
