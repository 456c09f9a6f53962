"""Complaints, what they allege, who complains, who investigates and what was found."""

from complaints.models.allegation import Allegation, AllegationFinding
from complaints.models.complainant import Complainant
from complaints.models.complaint import Complaint, Interest, NumberSeries
from complaints.models.draft import ComplaintDraft
from complaints.models.identity import IdentityRequest
from complaints.models.investigation import Inquiry, Investigator
from complaints.models.receipt import Receipt
from complaints.models.supplement import SupplementRequest

__all__ = [
    "Allegation", "AllegationFinding", "Complainant", "Complaint", "ComplaintDraft", "IdentityRequest", "Inquiry",
    "Interest", "Investigator", "NumberSeries", "Receipt", "SupplementRequest",
]  # fmt: skip
