"""The files that rectifications keep."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

LETTER: Final = Purpose("rectification.letter", _("Rectification order"), Sensitivity.INTERNAL, (kinds.PDF,))
EVIDENCE: Final = Purpose(
    "rectification.evidence", _("Evidence of a rectification"), Sensitivity.PERSONAL, kinds.PAPERS
)
PURPOSES: Final = (LETTER, EVIDENCE)
