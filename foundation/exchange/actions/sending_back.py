"""The sheet that goes back to the sender: his rows with the problems beside them."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.audit.actors import SYSTEM
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.exchange import kinds, purposes, states
from foundation.exchange.actions.reading import reopen
from foundation.exchange.models import Import
from foundation.exchange.sheets.error_sheet import write_error_sheet
from foundation.exchange.sheets.mapping import mapped_rows
from foundation.exchange.sheets.problems import teller


def error_sheet_of(imported: Import) -> StoredFile | None:
    """Return the newest sheet with errors of an import, or None while it is being written."""
    files = StoredFile.objects.belonging_to(imported.stream).kept_for(purposes.WITH_ERRORS.code)
    return files.first() if imported.counts.get("errors") or imported.counts.get("warnings") else None


def write_sheet(import_id: UUID) -> None:
    """Write the sheet of a checked import into the store. Raises SheetRefused, FileDamaged."""
    imported = Import.objects.select_related("file", "institution").get(pk=import_id)
    if imported.state not in (states.State.CHECKED, states.State.LOADING, states.State.LOADED):
        return
    kind = kinds.known(imported.kind)
    opened = reopen(imported, kind)
    assignment = imported.findings["assignment"]
    outcome = kind.check(imported, mapped_rows(opened.table, assignment))
    tell = teller(kind.spec, kind.messages)
    content = write_error_sheet(opened.table, outcome.problems, tell, assignment)
    name = _("%(name)s - problems.xlsx") % {"name": imported.file.name.rpartition(".")[0]}
    received = storing.receive(ContentFile(content, name), purpose=purposes.WITH_ERRORS.code)
    with transaction.atomic(durable=True):
        storing.record(received, by=SYSTEM, organisation=imported.institution, belongs_to=imported.stream)
