"""The files that the capability assessment keeps."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

WARNING: Final = Purpose(
    "assessment.warning", _("Warning letter after a capability assessment"), Sensitivity.INTERNAL, (kinds.PDF,)
)
EVIDENCE: Final = Purpose("assessment.evidence", _("Evidence of an objection"), Sensitivity.PERSONAL, kinds.PAPERS)
PURPOSES: Final = (WARNING, EVIDENCE)
