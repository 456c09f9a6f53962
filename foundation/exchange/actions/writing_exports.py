"""The job of an export: the rows of the moment, as far as who ordered it may see them at this moment (trust AZ-08).

Account, posting and right are asked anew with every piece. A killed worker leaves nothing but a temporary file:
the next run starts from the beginning, and the file counts only once its row and its event are committed.
"""

import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, Final
from uuid import UUID

from django.db import transaction
from django.http import Http404, QueryDict
from django.utils import timezone, translation

from foundation.accounts.acting import PostedActor
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import RuleBroken
from foundation.audit.jobs import MAX_ATTEMPTS
from foundation.audit.models import OutboxMessage
from foundation.audit.moves import Move, move
from foundation.desk import formats
from foundation.desk.lists import Column, ListSpec, known, selected
from foundation.desk.lists.selecting import order_of
from foundation.documents import kinds, vault
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from foundation.documents.names import clean_name
from foundation.exchange import purposes
from foundation.exchange.actions.exporting import KEPT, locked
from foundation.exchange.exports import rights, states
from foundation.exchange.exports.cells import Value, value_of
from foundation.exchange.exports.words import MOST_ROWS, head_of, title_of
from foundation.exchange.exports.writing import private_folder, write_csv, write_xlsx
from foundation.exchange.happenings import tell_requester
from foundation.exchange.models import Export

PIECE: Final = 2_000


class Stopped(Exception):
    """The export left the state of being written: somebody cancelled it, or another run has ended it."""


class Ended(Exception):
    """The export cannot go on; `step` says how it ends, `reason` why (exports.words.REASONS)."""

    def __init__(self, step: Move, reason: str) -> None:
        self.step, self.reason = step, reason
        super().__init__(reason)


def write_export(export_id: UUID) -> Export | None:
    """Write the file of an ordered export; return it, or None where there was nothing to do. Errors escape."""
    export = _begin(export_id)
    if export is None:
        return None
    spec = known(export.list_code)
    with translation.override(export.language), private_folder(), tempfile.TemporaryFile() as target:
        try:
            rows, name = _write(export, spec, target)
            return _finish(export, spec, _received(export, target, name), rows)
        except Ended as ended:
            return end(export_id, ended.step, ended.reason)
        except Stopped:
            return None


@transaction.atomic(durable=True)
def end(export_id: UUID, step: Move, reason: str) -> Export:
    """Close an export that gives no file, with the reason, and tell who ordered it."""
    row = locked(export_id)
    if row.state in step.sources:
        move(row, step, by=SYSTEM, facts={"reason": reason}, values={"reason": reason, "finished_at": timezone.now()})
        tell_requester(row)
    return row


def fail_after_last_attempt(export_id: UUID, message_id: int) -> None:
    """Close the export when its job has broken for the last time."""
    if OutboxMessage.objects.filter(pk=message_id, attempts__gte=MAX_ATTEMPTS).exists():
        end(export_id, states.FAIL, "broken")


@transaction.atomic(durable=True)
def _begin(export_id: UUID) -> Export | None:
    row = locked(export_id)
    if row.state in states.BEGIN.sources:
        move(row, states.BEGIN, by=SYSTEM)
    return row if row.state == states.ExportState.RUNNING else None


def _write(export: Export, spec: ListSpec, target: IO[bytes]) -> tuple[int, str]:
    """Write the rows and return how many, and the name of the file."""
    actor = _insist(export, spec)
    params = QueryDict(export.query.reveal() if export.query is not None else "")
    columns = [column for column in spec.columns if column.code in export.columns and column.exported]
    as_of = timezone.now()
    try:
        rows = selected(spec, actor, params)
        head = head_of(spec, params, actor, picked=len(export.picked), as_of=as_of)
        title = title_of(spec, params, actor)
    except (RuleBroken, Http404):
        raise Ended(states.FAIL, "conditions") from None
    if export.picked:
        rows = rows.filter(pk__in=export.picked)
    total = rows.order_by()[: MOST_ROWS + 1].count()
    if total > MOST_ROWS:
        raise Ended(states.FAIL, "too_many")
    written = [0]
    ordered = spec.narrow(rows).order_by(*order_of(spec, params).by)
    lines = _lines(export, spec, columns, ordered, total, written)
    headings = [str(column.label) for column in columns]
    if export.form == "csv":
        write_csv(target, head, headings, lines)
    else:
        write_xlsx(target, str(spec.title)[:31], head, headings, lines)
    return written[0], clean_name(f"{title} {formats.table_date(as_of)}.{export.form}")


def _lines(
    export: Export, spec: ListSpec, columns: list[Column], rows: Any, total: int, written: list[int]
) -> Iterator[list[Value]]:
    """Yield the rows piece by piece from a cursor of the server; rights, order and progress are seen to between."""
    _advance(export, 0, total)
    found = iter(rows.iterator(chunk_size=PIECE))
    while piece := list(islice(found, PIECE)):
        if spec.prepare is not None:
            spec.prepare(piece)
        for row in piece:
            yield [value_of(column, row) for column in columns]
        written[0] += len(piece)
        _insist(export, spec)
        _advance(export, written[0], max(total, written[0]))


def _insist(export: Export, spec: ListSpec) -> PostedActor:
    """Return who ordered the export as he is now. Raises Ended when he has lost what he needs."""
    actor = rights.actor_now(export)
    reason = rights.lost(actor, spec)
    if reason:
        raise Ended(states.REFUSE, reason)
    return actor


def _advance(export: Export, done: int, total: int) -> None:
    at_work = Export.objects.filter(pk=export.pk, state=states.ExportState.RUNNING)
    if not at_work.update(progress_done=done, progress_total=total):
        raise Stopped(str(export.pk))


def _received(export: Export, target: IO[bytes], name: str) -> Received:
    """Seal the file into the store. It is the portal's own work, so nothing has to be recognised."""
    return Received(vault.put(target), kinds.BY_CODE[export.form], name, purposes.EXPORTED.code)


@transaction.atomic(durable=True)
def _finish(export: Export, spec: ListSpec, received: Received, rows: int) -> Export:
    row = locked(export.pk)
    if row.state not in states.FINISH.sources:
        raise Stopped(str(export.pk))
    actor = _insist(row, spec)
    assert actor.posting is not None  # noqa: S101  (it has just been asked)
    now = timezone.now()
    file = storing.record(received, by=actor, organisation=actor.posting.organisation, belongs_to=row.stream)
    values = {"file": file, "rows": rows, "finished_at": now, "expires_at": now + KEPT}
    move(row, states.FINISH, by=SYSTEM, facts={"rows": rows, "sha256": file.sha256}, values=values)
    tell_requester(row)
    return row
