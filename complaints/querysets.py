"""The vocabulary of complaints."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from complaints.states import RUNNING, ComplaintState
from foundation.accounts.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from complaints.models import Complaint  # noqa: F401  (named below, in strings)


class ComplaintQuerySet(ScopedQuerySet["Complaint"]):
    """Questions asked of complaints."""

    def undecided(self) -> "ComplaintQuerySet":
        """Complaints received whose acceptance is not decided."""
        return self.filter(state=ComplaintState.RECEIVED)

    def running(self) -> "ComplaintQuerySet":
        """Complaints whose clock runs: acceptance or the matter is to be decided, or both sides are to be informed."""
        return self.filter(state__in=RUNNING)

    def of_organ(self, organ_id: UUID) -> "ComplaintQuerySet":
        """Complaints about which an organ decides."""
        return self.filter(organ=organ_id)

    def for_list(self) -> "ComplaintQuerySet":
        """Rows as a list needs them: institution and organ joined, sealed columns left out."""
        return self.select_related("institution__organisation", "organ").defer("account", "request")

    def overdue(self, as_of: date) -> "ComplaintQuerySet":
        """Complaints whose day, for acceptance, decision or informing, lies before `as_of`."""
        return self.running().filter(due_on__lt=as_of)

    def due_between(self, first: date, last: date) -> "ComplaintQuerySet":
        """Complaints whose day lies from `first` to `last`, both included."""
        return self.running().filter(due_on__gte=first, due_on__lte=last)
