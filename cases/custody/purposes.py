"""The files that chains of custody keep."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

PHOTO: Final = Purpose("cases.material_photo", _("Photo of a material"), Sensitivity.SENSITIVE, kinds.IMAGES)
CONSENT: Final = Purpose(
    "cases.material_consent", _("Consent to damage or destruction"), Sensitivity.PERSONAL, (kinds.PDF, *kinds.IMAGES)
)
PURPOSES: Final = (PHOTO, CONSENT)
