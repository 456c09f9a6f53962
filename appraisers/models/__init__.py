"""Tables of the appraisers app."""

from appraisers.models.appraiser import Appraiser

__all__ = ["Appraiser"]
