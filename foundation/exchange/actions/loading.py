"""The second job of an import: check the rows again and load the valid ones, chunk by chunk.

A killed worker loses nothing and doubles nothing: each chunk commits by itself, the rows it wrote are
found again by their identity, and the job starts over from the file.
"""

import json
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.moves import move
from foundation.documents.refusals import FileDamaged
from foundation.exchange import kinds, states
from foundation.exchange.acting import actor_of
from foundation.exchange.actions.reading import Reading, fail, reopen
from foundation.exchange.actions.uploading import locked
from foundation.exchange.happenings import tell_uploader
from foundation.exchange.kinds import Difference, Loaded
from foundation.exchange.models import Correction, Decision, Import
from foundation.exchange.sheets.mapping import mapped_rows
from foundation.exchange.sheets.refusals import SheetRefused


class LoadStopped(Exception):
    """The import left the state of loading while its rows were written: another process closed it."""


def load(import_id: UUID, *, reading: Reading | None = None) -> Import | None:
    """Load the valid rows of an import whose load was ordered; return it, or None when there was nothing to do.

    `reading` spares a second look at the file where the caller has just read it. Errors escape: the job
    is run again and continues where it stopped.
    """
    imported = Import.objects.select_related("file", "ordered_by", "ordered_in__organisation").get(pk=import_id)
    if imported.state != states.State.LOADING:
        return None
    kind = kinds.known(imported.kind)
    if reading is None:
        try:
            opened = reopen(imported, kind)
        except SheetRefused as refused:
            return fail(import_id, refused.code, refused.detail)
        except FileDamaged:
            return fail(import_id, "file_damaged")
        outcome = kind.check(imported, mapped_rows(opened.table, imported.findings["assignment"]))
    else:
        outcome = reading.outcome
    Import.objects.filter(pk=import_id).update(progress_done=0, progress_total=len(outcome.rows))

    def advance(rows: int) -> None:
        """Note progress in the chunk's own transaction; the row lock keeps the import in its state until it commits."""
        at_work = Import.objects.filter(pk=import_id, state=states.State.LOADING)
        if not at_work.update(progress_done=F("progress_done") + rows):
            raise LoadStopped(str(import_id))

    loaded = kind.load(imported, outcome, actor_of(imported.ordered_by, imported.ordered_in), advance)
    return _finish(import_id, loaded)


@transaction.atomic(durable=True)
def _finish(import_id: UUID, loaded: Loaded) -> Import:
    """Close the import: count, and keep what differs as corrections to be decided."""
    row = locked(import_id)
    if row.state != states.State.LOADING:
        raise LoadStopped(str(import_id))
    _supersede(row, [each.target for each in loaded.differences])
    counts = {
        **row.counts,
        "loaded": loaded.loaded,
        "identical": loaded.identical,
        "changed": len(loaded.differences),
    }
    values = {"counts": counts, "finished_at": timezone.now(), "progress_phase": ""}
    facts = {"loaded": loaded.loaded, "identical": loaded.identical, "changed": len(loaded.differences)}
    move(row, states.FINISH, by=SYSTEM, facts=facts, values=values)
    tell_uploader(row, "import_loaded")
    for start in range(0, len(loaded.differences), trail.CHUNK):
        Correction.objects.bulk_create(
            _correction(row, each) for each in loaded.differences[start : start + trail.CHUNK]
        )
    return row


def _correction(row: Import, difference: Difference) -> Correction:
    correction = Correction(
        source=row,
        trail_seq=row.trail_seq,
        row=difference.row,
        target=difference.target,
        label=difference.label,
        fields=sorted(difference.new),
    )
    correction.old = json.dumps(difference.old, ensure_ascii=False)
    correction.new = json.dumps(difference.new, ensure_ascii=False)
    return correction


def _supersede(row: Import, targets: list[UUID]) -> None:
    """Undecided corrections of earlier sheets for the same records give way: the latest sheet asks."""
    earlier = Correction.objects.pending().filter(target__in=targets).exclude(source=row)
    sources = sorted(set(earlier.values_list("source_id", flat=True)))
    drafts = [
        trail.Draft(f"import:{source}", "import.corrections_superseded", SYSTEM, {"by_import": str(row.pk)})
        for source in sources
    ]
    numbers = trail.append_many(drafts)
    for source in sources:
        seq = numbers[f"import:{source}"]
        earlier.filter(source_id=source).update(decision=Decision.SUPERSEDED, trail_seq=seq)
