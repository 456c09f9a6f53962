"""Tables of the quality app."""

from quality.models.drawn_case import DrawnCase
from quality.models.review import Review
from quality.models.round import CaseReviewRound, ReviewPool

__all__ = ["CaseReviewRound", "DrawnCase", "Review", "ReviewPool"]
