"""Which role at which level holds which verb: the delegation table of the three levels, dated."""

from datetime import date
from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Vocabulary of delegations."""

    def in_force(self, on: date) -> "DelegationQuerySet":
        """Rows that hold on a day."""
        return self.filter(models.Q(effective_to__isnull=True) | models.Q(effective_to__gte=on), effective_from__lte=on)


class Delegation(Regulated):
    """A verb held by a role at a level, from–until, with its source. Policy art. 15: one row a duty.

    `from_file` marks rows that the reference file opened; only those does the loader end again.
    """

    trail_prefix = "delegation"
    trail_key = "verb"
    scope = Nobody()
    is_reference = True

    verb = models.TextField()
    role = models.TextField()
    level = models.TextField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    from_file = models.BooleanField(default=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["verb", "role", "level", "effective_from"], name="one_delegation_a_verb_role_level_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.role}@{self.level}"
