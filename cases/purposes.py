"""The files that cases keep."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

REFUSAL_NOTICE: Final = Purpose("cases.refusal_notice", _("Notice of refusal"), Sensitivity.PERSONAL, (kinds.PDF,))
AGREEMENT: Final = Purpose("cases.agreement", _("Letter of entrustment"), Sensitivity.SENSITIVE, (kinds.PDF,))
TERMINATION_NOTICE: Final = Purpose(
    "cases.termination_notice", _("Notice of termination"), Sensitivity.PERSONAL, (kinds.PDF,)
)
OPINION: Final = Purpose("cases.opinion", _("Opinion"), Sensitivity.SENSITIVE, (kinds.PDF,))
PURPOSES: Final = (REFUSAL_NOTICE, AGREEMENT, TERMINATION_NOTICE, OPINION)
