"""The files an import keeps."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

UPLOADED: Final = Purpose("exchange.sheet", _("Uploaded sheet"), Sensitivity.SENSITIVE, kinds.SHEETS)
WITH_ERRORS: Final = Purpose("exchange.error_sheet", _("Sheet with its errors"), Sensitivity.SENSITIVE, (kinds.XLSX,))
EXPORTED: Final = Purpose("exchange.export", _("Exported list"), Sensitivity.PERSONAL, kinds.SHEETS, private=True)
PURPOSES: Final = (UPLOADED, WITH_ERRORS, EXPORTED)
