"""Writing a practice certificate after the commit of the act that changed it, once for each code."""

from uuid import UUID

from django.utils.translation import gettext as _

from appraisers.models import CertificateState
from appraisers.registration.papers import certificate
from institutions.actions.writing_papers import write_once
from institutions.registration.purposes import CERTIFICATE


def write_certificate(key: UUID) -> bool:
    """Write the certificate that a state was printed for; return whether it was written now. Raises PaperFailed."""
    state = CertificateState.objects.select_related("institution__organisation").get(pk=key)
    name = _("Practice certificate %(number)s.pdf") % {"number": state.certificate_number}
    return write_once(state, certificate, CERTIFICATE.code, name, state.institution.organisation)
