"""The files that an agreement keeps besides the letter that the portal writes."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

SIGNED: Final = Purpose(
    "cases.signed_agreement",
    _("Signed letter of entrustment"),
    Sensitivity.SENSITIVE,
    (kinds.PDF, *kinds.IMAGES),
)
PURPOSES: Final = (SIGNED,)
