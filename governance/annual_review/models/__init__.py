"""Tables of the annual review."""

from governance.annual_review.models.line import ReviewLine
from governance.annual_review.models.review import AnnualReview
from governance.annual_review.models.year import ReviewYear

__all__ = ["AnnualReview", "ReviewLine", "ReviewYear"]
