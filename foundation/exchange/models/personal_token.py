"""A personal token: what a user's own scripts show instead of a password."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from foundation.accounts.scoping import Own, ScopedManager
from foundation.audit.regulated import Regulated


class PersonalToken(Regulated):
    """A token of a user in one posting, for some scopes, for at most 90 days. Its events are the user's.

    Only the SHA-256 of the token is stored: with 256 random bits nothing slower is needed. `hint` are its
    first letters, by which the owner knows it again. `password_mark` is that of the password in force when
    it was made, so that a new password ends the token as it ends sessions.
    """

    trail_prefix = "user"
    trail_key = "user_id"
    derived = ("last_used_at",)
    scope = Own("user_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    posting = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    hint = models.CharField(max_length=16)
    token_hash = models.BinaryField(max_length=32, unique=True)
    password_mark = models.CharField(max_length=128)
    scopes = ArrayField(models.TextField())
    valid_until = models.DateField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "name"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_token_of_a_name_per_user",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_text(self) -> str:
        """The scopes as OAuth2 writes them."""
        return " ".join(self.scopes)

    def holds_on(self, day: date) -> bool:
        """Whether the token itself is in force on a day; account and posting are asked apart."""
        return self.revoked_at is None and day <= self.valid_until

    @property
    def is_over(self) -> bool:
        """Whether it no longer works today."""
        return not self.holds_on(timezone.localdate()) or not self.posting.holds_on(timezone.localdate())
