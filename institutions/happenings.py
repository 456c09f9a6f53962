"""What events of institutions say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

KINDS: Final[dict[str, Any]] = {
    "institution.registered": _("Registration entered"),
    "institution.corrected": _("Registration of an institution corrected"),
    "institutions.import_roster": _("Decided about an import"),
}
