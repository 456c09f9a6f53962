"""The complainant as an actor: whoever has shown number and code of a complaint acts for that complaint alone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from complaints.models import Complaint
from complaints.verbs import RECORD_SUPPLEMENT
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD


@dataclass(frozen=True)
class Complaining:
    """Who follows a complaint. The trail knows that the complainant acted, and no name."""

    complaint_id: UUID
    id: str = "complainant"
    posting_id: str = ""
    label: str = "complainant"

    def may(self, verb: str, row: Any = None) -> bool:
        """Send the supplement to the own complaint and read the letters of it, and nothing else."""
        if verb == DOWNLOAD.code and isinstance(row, StoredFile):
            return row.belongs_to == Complaint(pk=self.complaint_id).stream
        return verb == RECORD_SUPPLEMENT.code and row is not None and row.pk == self.complaint_id
