"""The vocabulary of complaints."""

from datetime import date
from typing import TYPE_CHECKING

from complaints.states import ComplaintState
from foundation.accounts.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from complaints.models import Complaint  # noqa: F401  (named below, in strings)


class ComplaintQuerySet(ScopedQuerySet["Complaint"]):
    """Questions asked of complaints."""

    def undecided(self) -> "ComplaintQuerySet":
        """Complaints received whose acceptance is not decided."""
        return self.filter(state=ComplaintState.RECEIVED)

    def running(self) -> "ComplaintQuerySet":
        """Complaints whose clock runs: acceptance or the matter itself is to be decided."""
        return self.filter(state__in=(ComplaintState.RECEIVED, ComplaintState.ACCEPTED))

    def overdue(self, as_of: date) -> "ComplaintQuerySet":
        """Complaints that should have been decided about before `as_of`."""
        return self.running().filter(due_on__lt=as_of)
