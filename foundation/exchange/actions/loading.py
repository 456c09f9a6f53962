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
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.documents.refusals import FileDamaged
from foundation.exchange import kinds, states
from foundation.exchange.actions.reading import Reading, fail, reopen
from foundation.exchange.actions.uploading import LOAD_JOB, locked
from foundation.exchange.entitlement import actor_of, lost_right, who_can_act
from foundation.exchange.happenings import tell, tell_uploader
from foundation.exchange.kinds import Difference, ImportKind, Loaded
from foundation.exchange.models import Correction, Decision, Import
from foundation.exchange.sheets.mapping import mapped_rows
from foundation.exchange.sheets.refusals import SheetRefused


class LoadStopped(Exception):
    """The import left the state of loading while its rows were written: another process closed it."""


@act
def order(import_id: UUID, *, by: Actor, version: int, in_background: bool = True) -> Import:
    """Order the valid rows to be loaded by a job. Of two orders one wins; the other gets StaleState.

    Raises NotAllowed, RuleBroken.
    """
    row = locked(import_id, version)
    posting = getattr(by, "posting", None)
    findings = {name: value for name, value in row.findings.items() if name != "load_refused"}
    values = {
        "ordered_by_id": getattr(by, "user_id", None),
        "ordered_in_id": posting.pk if posting else None,
        "findings": findings,
        "progress_done": 0,
        "progress_total": row.counts.get("valid", 0),
        "progress_phase": "loading",
    }
    key = f"{LOAD_JOB}:{row.pk}:{row.trail_seq}"
    messages = [Message(LOAD_JOB, {"import": str(row.pk)}, key=key)] if in_background else []
    return move(row, states.order(kinds.known(row.kind).verb), by=by, values=values, messages=messages)


@act
def stop(import_id: UUID, *, by: Actor, version: int, reason: str = "") -> Import:
    """Stop a load between two chunks: the rows loaded so far stay, and the rest can be loaded by another order.

    The chunk under way either commits before this or is rolled back whole. Raises NotAllowed, RuleBroken, StaleState.
    """
    row = locked(import_id, version)
    kind = kinds.known(row.kind)
    loaded = kind.created(row).count()
    values = {"counts": {**row.counts, "loaded": loaded}, "progress_phase": "", "finished_at": timezone.now()}
    return move(row, states.stop(kind.verb), by=by, reason=reason, facts={"loaded": loaded}, values=values)


def load(import_id: UUID, *, reading: Reading | None = None) -> Import | None:
    """Load the valid rows of an import whose load was ordered; return it, or None when there was nothing to do.

    `reading` spares a second look at the file where the caller has just read it. Whoever ordered it must still be
    allowed to (trust AZ-08); otherwise the import goes back to the checked state. Errors escape: the job is run again
    and continues where it stopped.
    """
    imported = Import.objects.select_related("file", "ordered_by", "ordered_in__organisation").get(pk=import_id)
    if imported.state != states.State.LOADING:
        return None
    kind = kinds.known(imported.kind)
    if why := lost_right(imported, kind.verb):
        return _refuse(import_id, kind, why)
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

    try:
        loaded = kind.load(imported, outcome, actor_of(imported.ordered_by, imported.ordered_in), advance)
        return _finish(import_id, loaded)
    except LoadStopped:
        return None


@transaction.atomic(durable=True)
def _refuse(import_id: UUID, kind: ImportKind, why: str) -> None:
    """Take the order back: nothing is loaded (nothing more, where it had begun), and somebody who can act is told."""
    row = locked(import_id)
    if row.state != states.State.LOADING:
        return
    findings = {**row.findings, "load_refused": {"why": why, "at": timezone.now().isoformat()}}
    values = {"findings": findings, "progress_phase": "", "progress_done": 0}
    facts = {"verb": kind.verb, "why": why, "posting": row.ordered_in_id}
    move(row, states.REFUSE_LOAD, by=SYSTEM, facts=facts, values=values)
    tell(row, "import_load_refused", who_can_act(row, kind.verb))


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
