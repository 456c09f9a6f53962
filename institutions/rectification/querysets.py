"""The vocabulary of findings and rectification orders."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from foundation.accounts.scoping import ScopedQuerySet
from institutions.rectification.states import FindingState, OrderState

if TYPE_CHECKING:
    from institutions.models import Finding, RectificationOrder  # noqa: F401  (named below, in strings)


class FindingQuerySet(ScopedQuerySet["Finding"]):
    """Questions asked of findings."""

    def to_order(self) -> "FindingQuerySet":
        """Findings about which nothing is ordered yet."""
        return self.filter(state=FindingState.RECORDED)

    def of(self, source: str, source_id: UUID) -> "FindingQuerySet":
        """Findings that came from one thing, the first found first."""
        return self.filter(source=source, source_id=source_id).order_by("recorded_at", "id")

    def for_list(self) -> "FindingQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("institution__organisation", "organ", "order")


class OrderQuerySet(ScopedQuerySet["RectificationOrder"]):
    """Questions asked of rectification orders."""

    def open(self) -> "OrderQuerySet":
        """Orders that the institution has to answer."""
        return self.filter(state=OrderState.OPEN)

    def overdue(self, as_of: date) -> "OrderQuerySet":
        """Orders whose answer should have come before `as_of`."""
        return self.open().filter(due_on__lt=as_of)

    def of_organ(self, organisation_id: UUID) -> "OrderQuerySet":
        """Orders of one organ, which alone re-checks them."""
        return self.filter(organ=organisation_id)

    def for_list(self) -> "OrderQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("institution__organisation", "organ", "finding")
