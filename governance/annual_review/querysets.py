"""The vocabulary of annual reviews."""

from datetime import date
from typing import TYPE_CHECKING

from foundation.accounts.scoping import ScopedQuerySet
from governance.annual_review.states import WITH_INSTITUTION, ReviewState

if TYPE_CHECKING:
    from governance.annual_review.models import AnnualReview  # noqa: F401  (named in the base class)


class AnnualReviewQuerySet(ScopedQuerySet["AnnualReview"]):
    """Questions asked of annual reviews."""

    def undecided(self) -> "AnnualReviewQuerySet":
        """Reviews that somebody still has to act on."""
        return self.exclude(state=ReviewState.DECIDED)

    def with_institution(self) -> "AnnualReviewQuerySet":
        """Reviews that wait for the institution."""
        return self.filter(state__in=sorted(WITH_INSTITUTION))

    def overdue(self, as_of: date) -> "AnnualReviewQuerySet":
        """Undecided reviews whose last day for the present move lies before a day."""
        return self.undecided().filter(due_on__lt=as_of)

    def for_list(self) -> "AnnualReviewQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("review_year", "institution__organisation")
