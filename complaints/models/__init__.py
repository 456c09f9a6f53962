"""Complaints, what they allege, and who complains."""

from complaints.models.complainant import Complainant
from complaints.models.complaint import Allegation, Complaint, Interest, NumberSeries
from complaints.models.supplement import SupplementRequest

__all__ = ["Allegation", "Complainant", "Complaint", "Interest", "NumberSeries", "SupplementRequest"]
