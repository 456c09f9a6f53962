"""Tables of the appraisers app."""

from appraisers.models.appraiser import Appraiser
from appraisers.models.renewal import CertificateRenewal

__all__ = ["Appraiser", "CertificateRenewal"]
