"""The files that the annual review keeps."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

LETTER: Final = Purpose(
    "annual_review.letter", _("Letter on the result of the annual review"), Sensitivity.INTERNAL, (kinds.PDF,)
)
PURPOSES: Final = (LETTER,)
