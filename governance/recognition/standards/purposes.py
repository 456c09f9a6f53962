"""The files that applications for a recognition keep."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

EVIDENCE: Final = Purpose(
    "recognition.evidence", _("Evidence of an application for recognition"), Sensitivity.INTERNAL, kinds.PAPERS
)
PURPOSES: Final = (EVIDENCE,)
