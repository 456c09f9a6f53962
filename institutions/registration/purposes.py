"""The files that registers keep: the documents of changes, and the papers printed."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

DOCUMENT: Final = Purpose(
    "registration.document", _("Document of a change of registration"), Sensitivity.INTERNAL, (kinds.PDF,)
)
LICENCE: Final = Purpose("registration.licence", _("Practice licence"), Sensitivity.INTERNAL, (kinds.PDF,))
CERTIFICATE: Final = Purpose("registration.certificate", _("Practice certificate"), Sensitivity.INTERNAL, (kinds.PDF,))
PURPOSES: Final = (DOCUMENT, LICENCE, CERTIFICATE)
