"""A list ordered as a file."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Own, ScopedManager
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated
from foundation.exchange.exports.states import AT_WORK, ExportState


class Form(models.TextChoices):
    """What kind of file."""

    XLSX = "xlsx", _("Excel workbook (XLSX)")
    CSV = "csv", _("Text with commas (CSV, UTF-8)")


class Export(Regulated):
    """What was ordered (list, conditions, columns, form), by whom in which posting, and what became of it.

    It belongs to who ordered it, in that posting: nobody else sees it, not even in the same organisation. The
    conditions are sealed, because people search by names. `picked` holds the keys of selected rows; empty
    means all that match. The progress columns change without events.
    """

    trail_prefix = "export"
    derived = ("progress_done", "progress_total")
    scope = Own(user="requested_by_id", posting="requested_in_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    list_code = models.TextField()
    query = SealedField()
    picked = ArrayField(models.TextField(), default=list)
    columns = ArrayField(models.TextField())
    form = models.TextField(choices=Form.choices)
    language = models.CharField(max_length=10)
    requested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    requested_in = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="+", db_index=False)
    requested_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.TextField(choices=ExportState.choices, default=ExportState.REQUESTED)
    reason = models.TextField(blank=True)
    rows = models.PositiveIntegerField(null=True)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False, expires_at__isnull=False, rows__isnull=False),
                name="a_ready_export_has_its_file_and_its_end",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["requested_by", "requested_in", "-requested_at", "-id"], name="export_newest"),
            models.Index(fields=["expires_at"], name="export_to_expire", condition=Q(state="ready")),
        ]

    def __str__(self) -> str:
        return f"{self.list_code} {self.form}"

    def get_absolute_url(self) -> str:
        """The page of the export."""
        return reverse("export", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        """Whether a job writes it or is waited for."""
        return self.state in AT_WORK

    def is_open_at(self, moment: datetime) -> bool:
        """Whether its file may be downloaded at a moment; the end counts, not the job that notes it."""
        return self.state == ExportState.READY and self.expires_at is not None and moment < self.expires_at
