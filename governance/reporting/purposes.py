"""The files that reports keep. Only the page of a report hands them out: it knows whose area they are about."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.purposes import Purpose, Sensitivity

REPORT: Final = Purpose(
    "reporting.report", _("Report of figures"), Sensitivity.INTERNAL, (kinds.PDF, kinds.XLSX), private=True
)
PURPOSES: Final = (REPORT,)
