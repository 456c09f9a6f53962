"""The practice certificate on paper. Chinese whatever language a page has; no identity number stands on it."""

from django.utils import translation

from appraisers.models import CertificateState
from foundation.documents.papers import render
from institutions.covering import named
from institutions.registration.papers import issue_of


def certificate(state: CertificateState) -> bytes:
    """Print the certificate as a state says it. Raises PaperFailed."""
    with translation.override("zh-hans"):
        return render(
            "appraisers/certificate",
            {
                "number": state.certificate_number,
                "name": state.name,
                "title": state.title,
                "institution": str(state.institution),
                "categories": named(state.practice_codes),
                "full_time": "" if state.is_full_time is None else "专职" if state.is_full_time else "兼职",
                "first": state.certificate_from.isoformat(),
                "last": state.certificate_until.isoformat(),
                **issue_of(state),
            },
        )
