"""Jobs of imports and of the API: ids in, idempotent, errors escape."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.jobs import Run, job
from foundation.exchange.actions import (
    exporting,
    loading,
    reading,
    sending_back,
    undoing,
    using_tokens,
    writing_exports,
)
from foundation.exchange.actions.uploading import LOAD_JOB, READ_JOB


@job(READ_JOB, title=_("Read and check an uploaded sheet"))
def read_import(run: Run) -> None:
    """Read one sheet; after the last attempt the import says that it failed."""
    import_id = UUID(run.payload["import"])
    try:
        reading.read(import_id)
    except Exception:
        reading.fail_after_last_attempt(import_id, run.message_id)
        raise


@job(LOAD_JOB, title=_("Load the valid rows of a sheet"))
def load_import(run: Run) -> None:
    """Load one import; a run after a lost worker continues where it stopped."""
    import_id = UUID(run.payload["import"])
    try:
        loaded = loading.load(import_id)
    except Exception:
        reading.fail_after_last_attempt(import_id, run.message_id)
        raise
    if loaded is not None:
        run.result = {name: loaded.counts.get(name, 0) for name in ("loaded", "identical", "changed")}


@job(reading.ERROR_SHEET_JOB, title=_("Write the sheet with its errors"))
def write_error_sheet(run: Run) -> None:
    """Write the sheet that goes back."""
    sending_back.write_sheet(UUID(run.payload["import"]))


@job("exchange.clear_tokens", title=_("Delete expired access tokens and old counts of the interface"))
def clear_tokens(run: Run) -> None:
    """Delete what nobody can use any more."""
    run.result = using_tokens.clear_old(timezone.now())


@job(undoing.UNDO_JOB, title=_("Undo an import by counter-entries"))
def undo_import(run: Run) -> None:
    """Undo one import; a run after a lost worker continues where it stopped."""
    undone = undoing.undo(UUID(run.payload["import"]))
    if undone is not None:
        run.result = {name: undone.counts.get(name, 0) for name in ("undone", "kept")}


@job(exporting.EXPORT_JOB, title=_("Write a list to a file"))
def write_export(run: Run) -> None:
    """Write one export; a run after a lost worker starts from the beginning."""
    export_id = UUID(run.payload["export"])
    try:
        export = writing_exports.write_export(export_id)
    except Exception:
        writing_exports.fail_after_last_attempt(export_id, run.message_id)
        raise
    if export is not None:
        run.result = {"state": export.state, "rows": export.rows or 0}


@job("exchange.expire_exports", title=_("Close exports whose time is over"))
def expire_exports(run: Run) -> None:
    """Close what nobody may download any more."""
    run.result["expired"] = exporting.expire()
