"""One uploaded sheet on its way into the portal."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse

from foundation.accounts.scoping import Scope
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated
from foundation.exchange.querysets import ImportQuerySet
from foundation.exchange.states import AT_WORK, State


class Import(Regulated):
    """A sheet from the upload to its loaded rows; everything about it is stored, so it survives the browser.

    `as_of` is the civil day the rows are checked against. `mapping` (column → position) and `answers`
    are what persons settled; empty as long as the portal's own proposal is good. `counts` and `findings`
    hold no personal data; `particulars` (sealed JSON) holds samples of cells and the rows that are no data.
    The progress columns change without events: they say how far a job is, nothing else.
    """

    trail_prefix = "import"
    derived = ("progress_done", "progress_total", "progress_phase")
    scope = Scope(city="city_code", county="county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField()
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="imports", db_index=False
    )
    city_code = models.CharField(max_length=6, blank=True)
    county_code = models.CharField(max_length=6, blank=True)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_in = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    ordered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    ordered_in = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    as_of = models.DateField()
    state = models.TextField(choices=State.choices, default=State.UPLOADED)
    code = models.CharField(max_length=16, unique=True)
    sheet_name = models.TextField(blank=True)
    mapping = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    findings = models.JSONField(default=dict)
    particulars = SealedField()
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_phase = models.TextField(blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-uploaded_at", "-id"], name="import_newest"),
            models.Index(fields=["city_code", "-uploaded_at", "-id"], name="import_city_newest"),
            models.Index(fields=["county_code", "-uploaded_at", "-id"], name="import_county_newest"),
            models.Index(fields=["institution", "-uploaded_at", "-id"], name="import_institution_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    def get_absolute_url(self) -> str:
        """The page of the import."""
        return reverse("import", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        """Whether a job is reading, loading or undoing, or is waited for."""
        return self.state in AT_WORK
