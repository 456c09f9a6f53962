"""Tables of the cases app."""

from cases.models.agreed_decision import AgreedDecision
from cases.models.agreement import Agreement
from cases.models.assignment import Assignment
from cases.models.case import Case, ClientKind, ClientNature
from cases.models.completion import Completion
from cases.models.custody import CustodyEntry, Material
from cases.models.entrustment import EntrustedMaterial, EntrustedSubject, Entrustment
from cases.models.extension import Extension
from cases.models.number_series import NumberSeries
from cases.models.opinion import IssuedOpinion, Opinion, OpinionVersion, SignOff
from cases.models.opinion_correction import OpinionCorrection
from cases.models.process_entry import ProcessEntry
from cases.models.process_use import ProcessUse
from cases.models.subject import Subject
from cases.models.supplement import Supplement
from cases.models.termination import Termination

__all__ = [
    "AgreedDecision",
    "Agreement",
    "Assignment",
    "Case",
    "ClientKind",
    "ClientNature",
    "Completion",
    "CustodyEntry",
    "EntrustedMaterial",
    "EntrustedSubject",
    "Entrustment",
    "Extension",
    "IssuedOpinion",
    "Material",
    "NumberSeries",
    "Opinion",
    "OpinionCorrection",
    "OpinionVersion",
    "ProcessEntry",
    "ProcessUse",
    "SignOff",
    "Subject",
    "Supplement",
    "Termination",
]
