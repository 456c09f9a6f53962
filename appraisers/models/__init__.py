"""Tables of the appraisers app."""

from appraisers.models.appraiser import Appraiser
from appraisers.models.certificate_state import CertificateState
from appraisers.models.quality_manager import QualityManager
from appraisers.models.records import Assistant, Practice, Training
from appraisers.models.renewal import CertificateRenewal

__all__ = ["Appraiser", "Assistant", "CertificateRenewal", "CertificateState", "Practice", "QualityManager", "Training"]
