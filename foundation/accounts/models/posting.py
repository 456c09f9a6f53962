"""A posting: a role at an organisation for a time. A user may hold several and acts in one."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F

from foundation.accounts.roles import Role
from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated


class PostingQuerySet(ScopedQuerySet["Posting"]):
    """Vocabulary of postings."""

    def in_force(self, on: date) -> "PostingQuerySet":
        """Postings that hold on a day."""
        return self.filter(
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=on),
            models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=on),
            valid_from__lte=on,
        )


class Posting(Regulated):
    """A role × an organisation × from–until (both days included). Its end ends access at once.

    A posting that an administrator ends before its time carries the day in `ended_on`: access is gone
    on that day already.

    The database refuses the same role at the same organisation twice at a time (constraint
    a_posting_is_held_once_at_a_time, migration 0003).
    """

    trail_prefix = "posting"
    derived = ("city_code", "county_code")
    scope = Scope(city="city_code", county="county_code", institution="organisation_id", administrators=True)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="postings")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="postings")
    role = models.TextField(choices=Role.choices)
    city_code = models.CharField(max_length=6, blank=True)
    county_code = models.CharField(max_length=6, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=F("valid_from")),
                name="a_posting_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"

    @property
    def title(self) -> str:
        """Role and organisation in words."""
        return f"{self.organisation.name} {Role(self.role).label}"

    def holds_on(self, day: date) -> bool:
        """Whether the posting is in force on a day."""
        within = self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
        return within and (self.ended_on is None or day < self.ended_on)
