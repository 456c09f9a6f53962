"""The vocabulary of stored files."""

from typing import TYPE_CHECKING, Self

from foundation.accounts.scoping import ScopedQuerySet
from foundation.documents import purposes

if TYPE_CHECKING:
    from foundation.accounts.acting import AnyActor
    from foundation.documents.models import StoredFile  # noqa: F401  (named below, in a string)


class StoredFileQuerySet(ScopedQuerySet["StoredFile"]):
    """Files by what they belong to and what they are for."""

    def visible_to(self, actor: "AnyActor") -> Self:
        """Files the actor may see by scope. Private ones are left out: the thing they belong to hands them out."""
        return super().visible_to(actor).exclude(purpose__in=purposes.private_codes())

    def belonging_to(self, stream: str) -> "StoredFileQuerySet":
        """Files given for one thing, named by its stream, the newest first."""
        return self.filter(belongs_to=stream).order_by("-recorded_at", "id")

    def kept_for(self, purpose: str) -> "StoredFileQuerySet":
        """Files of one purpose."""
        return self.filter(purpose=purpose)
