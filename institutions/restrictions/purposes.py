"""The files that restrictions keep."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

DECISION: Final = Purpose(
    "restriction.decision", _("Decision that restricts a practice"), Sensitivity.INTERNAL, (kinds.PDF,)
)
EVIDENCE: Final = Purpose("restriction.evidence", _("Evidence of an objection"), Sensitivity.PERSONAL, kinds.PAPERS)
PURPOSES: Final = (DECISION, EVIDENCE)
