"""Complaints, what they allege, and who complains."""

from complaints.models.complainant import Complainant
from complaints.models.complaint import Allegation, Complaint, Interest, NumberSeries
from complaints.models.draft import ComplaintDraft
from complaints.models.receipt import Receipt
from complaints.models.supplement import SupplementRequest

__all__ = [
    "Allegation",
    "Complainant",
    "Complaint",
    "ComplaintDraft",
    "Interest",
    "NumberSeries",
    "Receipt",
    "SupplementRequest",
]
