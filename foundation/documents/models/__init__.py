"""Tables of the documents app."""

from foundation.documents.models.stored_file import StoredFile

__all__ = ["StoredFile"]
