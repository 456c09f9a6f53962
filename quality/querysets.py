"""The vocabulary of case reviews."""

from typing import TYPE_CHECKING
from uuid import UUID

from foundation.accounts.scoping import ScopedQuerySet
from quality.states import DrawnState, ReviewState, RoundState

if TYPE_CHECKING:
    from quality.models import CaseReviewRound, DrawnCase, Review  # noqa: F401  (named below, in strings)


class RoundQuerySet(ScopedQuerySet["CaseReviewRound"]):
    """Questions asked of rounds."""

    def waiting(self) -> "RoundQuerySet":
        """Rounds whose list is frozen and that wait for the public value."""
        return self.filter(state=RoundState.COMMITTED)

    def of_organ(self, organisation_id: UUID) -> "RoundQuerySet":
        """Rounds of one organ, which alone goes on with them."""
        return self.filter(organ=organisation_id)

    def for_list(self) -> "RoundQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("organ").defer("plan")


class DrawnCaseQuerySet(ScopedQuerySet["DrawnCase"]):
    """Questions asked of drawn cases."""

    def differing(self) -> "DrawnCaseQuerySet":
        """Cases about which the two reviewers differ."""
        return self.filter(state=DrawnState.DISAGREED)

    def for_list(self) -> "DrawnCaseQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("round__organ", "case__category", "institution__organisation")


class ReviewQuerySet(ScopedQuerySet["Review"]):
    """Questions asked of reviews."""

    def to_give(self) -> "ReviewQuerySet":
        """Reviews whose opinion is still to be given."""
        return self.filter(state=ReviewState.ASSIGNED)

    def standing(self) -> "ReviewQuerySet":
        """Reviews of those who were not replaced."""
        return self.exclude(state=ReviewState.ENDED)

    def for_list(self) -> "ReviewQuerySet":
        """Rows as the reviewer's list needs them."""
        return self.select_related("drawn__round__organ", "drawn__case__category")
