"""The files that issued opinions keep besides the opinion itself."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

CORRECTION: Final = Purpose(
    "cases.opinion_correction", _("Correction of an opinion"), Sensitivity.SENSITIVE, (kinds.PDF,)
)
REVOCATION: Final = Purpose(
    "cases.opinion_revocation", _("Revocation of an opinion"), Sensitivity.SENSITIVE, (kinds.PDF,)
)
ISSUED_PURPOSES: Final = (CORRECTION, REVOCATION)
