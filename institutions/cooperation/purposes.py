"""The files that agreements keep."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

AGREEMENT: Final = Purpose(
    "cooperation.agreement", _("Agreement of an institution"), Sensitivity.INTERNAL, (kinds.PDF,)
)
PURPOSES: Final = (AGREEMENT,)
