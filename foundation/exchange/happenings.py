"""What events and notices of imports say, in words."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts import notices
from foundation.exchange.models import Export, Import

KINDS: Final[dict[str, Any]] = {
    "import.uploaded": _("Sheet uploaded"),
    "import.assigned": _("Institution found in the sheet"),
    "import.read": _("Reading of the sheet begun"),
    "import.asked": _("Columns asked for"),
    "import.checked": _("Rows checked"),
    "import.loaded": _("Valid rows loaded"),
    "import.failed": _("Import failed"),
    "import.load_refused": _("Load not carried out: whoever ordered it lost the right"),
    "import.corrections_withdrawn": _("Undecided corrections withdrawn with their sheet"),
    "import.undone": _("Import undone by counter-entries"),
    "import.undo_refused": _("Undo not carried out"),
    "import.remembered": _("Columns and wordings of an institution remembered"),
    "export.requested": _("Export ordered"),
    "export.begun": _("Writing of the export begun"),
    "export.ready": _("Export ready"),
    "export.failed": _("Export failed"),
    "export.refused": _("Export refused, because a right was lost after the order"),
    "export.expired": _("Export expired"),
    "export.downloaded": _("Export downloaded"),
    "import.corrections_superseded": _("Corrections replaced by a later sheet"),
    "token.made": _("Personal token made"),
    "token.revoked": _("Personal token revoked"),
    "token.used": _("Personal token used for the first time that day"),
    "exchange.import": _("Decided about an import"),
}

_COUNTED: Final = ("valid", "faulty", "loaded", "changed", "undone", "kept")

SENTENCES: Final[dict[str, Any]] = {
    "import_asked": _("An uploaded sheet waits for you: say which column is which."),
    "import_checked": _("An uploaded sheet was checked: %(valid)s rows can be loaded, %(faulty)s have errors."),
    "import_loaded": _("An uploaded sheet was loaded: %(loaded)s new records, %(changed)s corrections to confirm."),
    "import_failed": _("An uploaded sheet could not be loaded; its page says why."),
    "import_load_refused": _(
        "A load was not carried out, because who ordered it may not do it any more. Look at the import and order the "
        "load yourself if it is right."
    ),
    "import_undo_refused": _(
        "An undo was not carried out, because who ordered it may not do it any more. Look at the import and decide."
    ),
    "import_undone": _("An import was undone: %(undone)s records were made void, %(kept)s stay."),
    "export_ready": _("Your export is ready: %(rows)s rows. The file is kept for 24 hours."),
    "export_ended": _("Your export gave no file; its page says why."),
}


REASONS: Final[dict[str, Any]] = {
    **{kind: _("You uploaded this sheet, or ordered what was done with it.") for kind in SENTENCES if "import" in kind},
    "export_ready": _("You ordered this export."),
    "export_ended": _("You ordered this export."),
}

SHORT: Final[dict[str, Any]] = {
    "import_asked": _("Sheets with questions"),
    "import_checked": _("Sheets checked"),
    "import_loaded": _("Sheets loaded"),
    "import_failed": _("Sheets that failed"),
    "import_load_refused": _("Loads not carried out"),
    "import_undo_refused": _("Undos not carried out"),
    "import_undone": _("Imports undone"),
    "export_ready": _("Exports ready"),
    "export_ended": _("Exports without a file"),
}


def tell_uploader(imported: Import, kind: str) -> None:
    """Put a notice into the inbox of who uploaded the sheet, in the transaction of the caller."""
    tell(imported, kind, [imported.uploaded_by_id] if imported.uploaded_by_id is not None else [])


def tell(imported: Import, kind: str, users: Iterable[int]) -> None:
    """Put a notice about an import into the inboxes of users, in the transaction of the caller."""
    counts = {name: imported.counts.get(name, 0) for name in _COUNTED}
    key = f"import:{imported.pk}:{imported.trail_seq}"
    notices.notify(users, kind, key, counts, imported.get_absolute_url())


def tell_requester(export: Export) -> None:
    """Put a notice into the inbox of who ordered the export, in the transaction of the caller."""
    kind = "export_ready" if export.file_id is not None else "export_ended"
    params = {"rows": export.rows or 0} if export.file_id is not None else {}
    notices.notify(
        [export.requested_by_id], kind, f"export:{export.pk}:{export.state}", params, export.get_absolute_url()
    )
