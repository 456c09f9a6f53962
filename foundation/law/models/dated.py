"""What all legal rows share: names in two languages, from–until, source, and how sure we are."""

from datetime import date
from typing import TypeVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation.audit.regulated import Regulated


class Confidence(models.TextChoices):
    """Whether the text was seen, or is known from memory and shown to staff as 待核 (decisions.md 46)."""

    VERIFIED = "verified", _("Seen in the source")
    RECALLED = "recalled", _("To be confirmed")


Row = TypeVar("Row", bound="Dated")


class DatedQuerySet(models.QuerySet[Row]):
    """Vocabulary of dated rows."""

    def in_force(self, on: date) -> "DatedQuerySet[Row]":
        """Rows that hold on a day."""
        return self.filter(models.Q(effective_to__isnull=True) | models.Q(effective_to__gte=on), effective_from__lte=on)


class Dated(Regulated):
    """Columns of a legal row. An edit closes the row and opens another: history is rows.

    `source_code` names the Source, `source_text` cites the article, `evidence` says where the wording
    was seen. `file_hash` is that of the reference file's line the row was loaded from; it is empty
    once an administrator has edited the row, and the loader then leaves it alone.
    """

    is_reference = True

    name_zh = models.TextField()
    name_en = models.TextField(blank=True)
    source_code = models.TextField(blank=True)
    source_text = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    confidence = models.TextField(choices=Confidence.choices, default=Confidence.VERIFIED)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    file_hash = models.TextField(blank=True, editable=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page; statutory Chinese where no English is stored."""
        if (get_language() or "").startswith("zh"):
            return self.name_zh
        return self.name_en or self.name_zh

    @property
    def to_be_confirmed(self) -> bool:
        """Whether staff see the mark 待核."""
        return self.confidence == Confidence.RECALLED
