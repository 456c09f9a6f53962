"""What events of cases say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

KINDS: Final[dict[str, Any]] = {
    "case.imported": _("Loaded from a ledger"),
    "case.corrected": _("Corrected after a later ledger"),
    "cases.undo_import": _("Made void: its import was undone"),
    "cases.import": _("Decided about an import"),
    "cases.confirm_correction": _("Decided about corrections"),
}
