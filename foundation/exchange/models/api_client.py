"""A client of the API: a system of an organisation that signs in with id and secret (OAuth2, RFC 6749 4.4)."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated


class ApiClientQuerySet(ScopedQuerySet["ApiClient"]):
    """Vocabulary of clients."""

    def get_by_natural_key(self, client_id: str) -> "ApiClient":
        """Return the client of this id, as the library asks for it."""
        return self.get(client_id=client_id)

    def with_posting(self) -> "ApiClientQuerySet":
        """Clients with what a request needs of them."""
        return self.select_related("posting__organisation", "posting__user")


class ApiClient(Regulated, AbstractApplication):
    """One system of an organisation. It acts in `posting`, that of a machine account made for it.

    Confidential, client credentials only; the secret is stored as a password hash. After a change of
    the secret the old one works until `previous_secret_until`. What a token may do is the smallest of
    its scopes, the delegation table of the day, and what the posting sees.
    """

    trail_prefix = "client"
    derived = ("last_used_at",)
    scope = Scope(institution="organisation_id", administrators=True)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    posting = models.OneToOneField("accounts.Posting", on_delete=models.PROTECT, related_name="+")
    scopes = ArrayField(models.TextField(), default=list)
    previous_secret = models.TextField(blank=True)
    previous_secret_until = models.DateTimeField(null=True, blank=True)
    secret_since = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = ApiClientQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_client_of_a_name_per_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(client_type="confidential", authorization_grant_type="client-credentials"),
                name="clients_are_confidential",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-created", "-id"], name="client_newest")]

    def __str__(self) -> str:
        return str(self.name)

    def is_usable(self, request: Any) -> bool:
        """Whether tokens are given and taken today: not revoked, organisation open, posting and account in force."""
        posting = self.posting
        return (
            self.revoked_at is None
            and posting.organisation.closed_on is None
            and posting.user.is_active
            and posting.holds_on(timezone.localdate())
        )

    def old_secret_works(self, now: datetime) -> bool:
        """Whether the secret before the last change is still taken."""
        return (
            bool(self.previous_secret) and self.previous_secret_until is not None and now < self.previous_secret_until
        )

    @property
    def usable_now(self) -> bool:
        """The same, for pages."""
        return self.is_usable(None)

    @property
    def state_in_words(self) -> Any:
        """Whether it is in use, in one word or two."""
        if self.revoked_at is not None:
            return _("Revoked")
        return _("In use") if self.usable_now else _("Its posting has ended")
