"""Undoing an import that was loaded by mistake: each record becomes void by a counter-entry, chunk by chunk.

Nothing is deleted. A killed worker loses nothing and doubles nothing: what is void already is not open any more, and
the job goes on with the rest.
"""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit import trail
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.exchange import kinds, states
from foundation.exchange.actions.uploading import locked
from foundation.exchange.entitlement import actor_of, lost_right, who_can_act
from foundation.exchange.happenings import tell, tell_uploader
from foundation.exchange.kinds import ImportKind, UndoRules
from foundation.exchange.models import Correction, Decision, Import
from foundation.exchange.undo_gate import findings

UNDO_JOB: Final = "exchange.undo_import"
CHUNK = 2_000


@act
def order(import_id: UUID, *, by: Actor, version: int, reason: str, in_background: bool = True) -> Import:
    """Order the untouched records of an import to be made void by a job, with the reason every record keeps.

    Raises NotAllowed, RuleBroken with the findings of the gate, StaleState when somebody was faster.
    """
    row = locked(import_id, version)
    kind = kinds.known(row.kind)
    rules = _rules(kind)
    if not by.may(rules.verb, row):
        raise NotAllowed(rules.verb, _("Your posting does not allow this act."))
    found = list(findings(row, kind, by, timezone.localdate()))
    if not reason.strip():
        found.append(Finding(_("A reason is needed to undo an import."), field="reason"))
    if found:
        raise RuleBroken(found)
    posting = getattr(by, "posting", None)
    values = {
        "ordered_by_id": getattr(by, "user_id", None),
        "ordered_in_id": posting.pk if posting else None,
        "progress_done": 0,
        "progress_total": rules.open(row).count(),
        "progress_phase": "undoing",
    }
    message = Message(UNDO_JOB, {"import": str(row.pk)}, key=f"{UNDO_JOB}:{row.pk}:{row.trail_seq}")
    messages = [message] if in_background else []
    return move(row, states.undo(rules.verb), by=by, reason=reason.strip(), values=values, messages=messages)


def undo(import_id: UUID) -> Import | None:
    """Make the open records of an import void; return it, or None when there was nothing to do.

    Whoever ordered it must still be allowed to (trust AZ-08); otherwise nothing (more) is undone and the import
    stands as before. Errors escape: the job is run again and continues where it stopped.
    """
    imported = Import.objects.select_related("ordered_by", "ordered_in__organisation").get(pk=import_id)
    if imported.state != states.State.UNDOING:
        return None
    rules = _rules(kinds.known(imported.kind))
    if why := lost_right(imported, rules.verb):
        return _give_back(import_id, rules, why)
    by = actor_of(imported.ordered_by, imported.ordered_in)
    reason = _order_event(imported).content["reason"]
    while _undo_chunk(imported, rules, by, reason):
        pass
    return _finish(import_id, rules)


def _rules(kind: ImportKind) -> UndoRules:
    if kind.undo is None:
        raise RuleBroken(str(kind.why_no_undo))
    return kind.undo


def _order_event(imported: Import) -> Event:
    """The event of the order: the last one of the import, since progress is no event."""
    return Event.objects.get(stream=imported.stream, seq=imported.trail_seq)


@transaction.atomic(durable=True)
def _undo_chunk(imported: Import, rules: UndoRules, by: Actor, reason: str) -> int:
    if locked(imported.pk).state != states.State.UNDOING:
        return 0
    keys = list(rules.open(imported).order_by("pk").values_list("pk", flat=True)[:CHUNK])
    if not keys:
        return 0
    count = rules.void(imported, keys, by, reason)
    Import.objects.filter(pk=imported.pk).update(progress_done=F("progress_done") + count)
    return len(keys)


@transaction.atomic(durable=True)
def _finish(import_id: UUID, rules: UndoRules) -> Import | None:
    """Close the undo: count what is void and what stays, and withdraw the sheet's undecided corrections."""
    row = locked(import_id)
    if row.state != states.State.UNDOING:
        return None
    kept = rules.count_touched(row)
    undone = kinds.known(row.kind).created(row).count() - kept
    pending = Correction.objects.pending().filter(source=row)
    withdrawn = pending.count()
    facts = {"undone": undone, "kept": kept, "corrections_withdrawn": withdrawn}
    counts = {**row.counts, "undone": undone, "kept": kept}
    move(row, states.FINISH_UNDO, by=SYSTEM, facts=facts, values={"counts": counts, "progress_phase": ""})
    if withdrawn:
        seq = trail.append(row.stream, "import.corrections_withdrawn", by=SYSTEM, facts={"rows": withdrawn})
        pending.update(decision=Decision.WITHDRAWN, trail_seq=seq)
    tell_uploader(row, "import_undone")
    return row


@transaction.atomic(durable=True)
def _give_back(import_id: UUID, rules: UndoRules, why: str) -> None:
    row = locked(import_id)
    if row.state != states.State.UNDOING:
        return
    before = _order_event(row).content["facts"]["from"]
    facts = {"verb": rules.verb, "why": why, "posting": row.ordered_in_id}
    move(row, states.give_undo_back(before), by=SYSTEM, facts=facts, values={"progress_phase": ""})
    tell(row, "import_undo_refused", who_can_act(row, rules.verb))
