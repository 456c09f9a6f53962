"""A file the portal keeps: what it is, whose it is, and where its sealed bytes lie."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from foundation.documents.querysets import StoredFileQuerySet


class StoredFile(Regulated):
    """A received or printed file; its content never changes, another content is another row.

    `sha256` and `size` (bytes) are of the content in the clear, `address` names the sealed file in the
    store, `sealed_key` holds its data key. `belongs_to` is the stream of the thing it was given for
    (`import:<id>`, `case:<id>`). Without an organisation only provincial organs see it.
    """

    trail_prefix = "file"
    derived = ("city_code", "county_code")
    scope = Scope(city="city_code", county="county_code", institution="organisation_id", organ="organisation_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    belongs_to = models.TextField(blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )
    city_code = models.CharField(max_length=6, blank=True)
    county_code = models.CharField(max_length=6, blank=True)
    uploaded_by = models.ForeignKey(
        "accounts.Posting", on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )
    address = models.CharField(max_length=64, unique=True)
    sealed_key = models.BinaryField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="a_stored_file_is_not_empty"),
            models.CheckConstraint(condition=models.Q(sha256__regex="^[0-9a-f]{64}$"), name="a_file_has_its_hash"),
            models.CheckConstraint(condition=models.Q(address__regex="^[0-9a-f]{64}$"), name="a_file_has_its_address"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["belongs_to", "recorded_at"], name="file_by_owner"),
            models.Index(fields=["organisation", "-recorded_at", "id"], name="file_by_organisation"),
            models.Index(fields=["sha256"], name="file_by_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"

    def get_absolute_url(self) -> str:
        """Return the address of the download."""
        return reverse("documents:download", args=[self.pk])

    @property
    def key_place(self) -> bytes:
        """The associated data of the sealed key: it opens in this row only."""
        return f"documents_storedfile.sealed_key/{self.pk}".encode()
