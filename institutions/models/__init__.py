"""Tables of the institutions app."""

from institutions.models.accreditation import Accreditation
from institutions.models.institution import Institution
from institutions.models.insurance import InsurancePolicy
from institutions.models.lapse import Lapse
from institutions.models.objection import Objection
from institutions.models.recognition import Recognition
from institutions.models.rectification import Finding, RectificationAnswer, RectificationOrder
from institutions.models.renewal import LicenceRenewal, Outcome, Renewal
from institutions.models.restriction import Restriction
from institutions.models.scope_item import ScopeItem
from institutions.models.year_standing import YearStanding

__all__ = [
    "Accreditation",
    "Finding",
    "Institution",
    "InsurancePolicy",
    "Lapse",
    "LicenceRenewal",
    "Objection",
    "Outcome",
    "Recognition",
    "RectificationAnswer",
    "RectificationOrder",
    "Renewal",
    "Restriction",
    "ScopeItem",
    "YearStanding",
]
