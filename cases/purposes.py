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
SUPPLEMENT_REQUEST: Final = Purpose(
    "cases.supplement_request", _("Request for a supplement of materials"), Sensitivity.PERSONAL, (kinds.PDF,)
)
COMPLETION_REQUEST: Final = Purpose(
    "cases.completion_request", _("Request to complete an entrustment"), Sensitivity.PERSONAL, (kinds.PDF,)
)
EXTENSION_NOTICE: Final = Purpose(
    "cases.extension_notice", _("Notice of extension"), Sensitivity.PERSONAL, (kinds.PDF,)
)
PURPOSES: Final = (
    REFUSAL_NOTICE,
    AGREEMENT,
    COMPLETION_REQUEST,
    SUPPLEMENT_REQUEST,
    EXTENSION_NOTICE,
    TERMINATION_NOTICE,
    OPINION,
)
