"""Tables of the institutions app."""

from institutions.models.accreditation import Accreditation
from institutions.models.alliance import Alliance, AllianceMember
from institutions.models.cooperation import Cooperation, PartyBranch, Project
from institutions.models.institution import Institution
from institutions.models.insurance import InsurancePolicy
from institutions.models.lapse import Lapse
from institutions.models.objection import Objection
from institutions.models.permit_state import ENDING, PRINTED, Act, PermitState
from institutions.models.premises import Premises
from institutions.models.recognition import Recognition
from institutions.models.rectification import Finding, RectificationAnswer, RectificationOrder
from institutions.models.registration_state import RegistrationState
from institutions.models.renewal import LicenceRenewal, Outcome, Renewal
from institutions.models.restriction import BarKind, Restriction
from institutions.models.scope_item import ScopeItem
from institutions.models.year_standing import YearStanding

__all__ = [
    "ENDING",
    "PRINTED",
    "Accreditation",
    "Act",
    "Alliance",
    "AllianceMember",
    "BarKind",
    "Cooperation",
    "Finding",
    "Institution",
    "InsurancePolicy",
    "Lapse",
    "LicenceRenewal",
    "Objection",
    "Outcome",
    "PartyBranch",
    "PermitState",
    "Premises",
    "Project",
    "Recognition",
    "RectificationAnswer",
    "RectificationOrder",
    "RegistrationState",
    "Renewal",
    "Restriction",
    "ScopeItem",
    "YearStanding",
]
