"""Tables of the cases app."""

from cases.models.case import Case
from cases.models.subject import Subject

__all__ = ["Case", "Subject"]
