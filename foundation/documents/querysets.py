"""The vocabulary of stored files."""

from typing import TYPE_CHECKING

from foundation.accounts.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from foundation.documents.models import StoredFile  # noqa: F401  (named below, in a string)


class StoredFileQuerySet(ScopedQuerySet["StoredFile"]):
    """Files by what they belong to and what they are for."""

    def belonging_to(self, stream: str) -> "StoredFileQuerySet":
        """Files given for one thing, named by its stream, the newest first."""
        return self.filter(belongs_to=stream).order_by("-recorded_at", "id")

    def kept_for(self, purpose: str) -> "StoredFileQuerySet":
        """Files of one purpose."""
        return self.filter(purpose=purpose)
