"""The report on an imported ledger (数据导入结果报告): what was received, and what became of every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from foundation.documents import codes
from foundation.documents.papers.rendering import render


@dataclass(frozen=True)
class SheetCount:
    """How many rows of one kind (a category, a reason) there were."""

    name: str
    rows: int


@dataclass(frozen=True)
class ImportReport:
    """Facts of one import. `loaded` + `changed` + `unchanged` + `refused` rows make up the ledger.

    `code` names the report (see codes.new_code), `number` is empty where reports are not numbered, `link`
    leads to the import in the portal. No personal data: categories and reasons are counted, not quoted.
    """

    institution: str
    file_name: str
    sha256: str
    size: int
    received_at: datetime
    recorded_by: str
    loaded: int
    changed: int
    unchanged: int
    refused: int
    by_category: Sequence[SheetCount]
    by_reason: Sequence[SheetCount]
    code: str
    link: str
    number: str = ""

    @property
    def total(self) -> int:
        """Return the number of rows the ledger had."""
        return self.loaded + self.changed + self.unchanged + self.refused

    def as_pdf(self) -> bytes:
        """Print the report. Raises PaperFailed."""
        return render("documents/import_report", self._data())

    def _data(self) -> dict[str, Any]:
        counts = ("loaded", "changed", "unchanged", "refused", "total")
        return {
            "institution": self.institution,
            "file_name": self.file_name,
            "sha256": self.sha256,
            "size": f"{self.size:,}",
            "received_at": f"{timezone.localtime(self.received_at):%Y-%m-%d %H:%M}",
            "recorded_by": self.recorded_by,
            **{name: f"{getattr(self, name):,}" for name in counts},
            "refused_some": self.refused > 0,
            "by_category": [[count.name, f"{count.rows:,}"] for count in self.by_category],
            "by_reason": [[count.name, f"{count.rows:,}"] for count in self.by_reason],
            "category_total": f"{sum(count.rows for count in self.by_category):,}",
            "number": self.number,
            "code": codes.grouped(self.code),
            "link": self.link,
        }
