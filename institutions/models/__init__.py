"""Tables of the institutions app."""

from institutions.models.institution import Institution
from institutions.models.rectification import Finding, RectificationAnswer, RectificationOrder

__all__ = ["Finding", "Institution", "RectificationAnswer", "RectificationOrder"]
