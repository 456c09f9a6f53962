"""What events and notices of imports say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts import notices
from foundation.exchange import kinds
from foundation.exchange.models import Import

KINDS: Final[dict[str, Any]] = {
    "import.uploaded": _("Sheet uploaded"),
    "import.assigned": _("Institution found in the sheet"),
    "import.read": _("Reading of the sheet begun"),
    "import.asked": _("Columns asked for"),
    "import.checked": _("Rows checked"),
    "import.loaded": _("Valid rows loaded"),
    "import.failed": _("Import failed"),
    "import.remembered": _("Columns and wordings of an institution remembered"),
    "import.corrections_superseded": _("Corrections replaced by a later sheet"),
    "token.made": _("Personal token made"),
    "token.revoked": _("Personal token revoked"),
    "token.used": _("Personal token used for the first time that day"),
}

SENTENCES: Final[dict[str, Any]] = {
    "import_asked": _("A ledger waits for you: say which column is which."),
    "import_checked": _("A ledger was checked: %(valid)s rows can be loaded, %(faulty)s have errors."),
    "import_loaded": _("A ledger was loaded: %(loaded)s new cases, %(changed)s corrections to confirm."),
    "import_failed": _("A ledger could not be loaded; its page says why."),
}


def tell_uploader(imported: Import, kind: str) -> None:
    """Put a notice into the inbox of who uploaded the sheet, in the transaction of the caller."""
    if imported.uploaded_by_id is None:
        return
    counts = {name: imported.counts.get(name, 0) for name in ("valid", "faulty", "loaded", "changed")}
    key = f"import:{imported.pk}:{imported.trail_seq}"
    notices.notify([imported.uploaded_by_id], kind, key, counts, kinds.known(imported.kind).page(imported.pk))
