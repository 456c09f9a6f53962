"""Deciding corrections: taking the values of a later sheet over, or leaving the records as they were."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.sealed_field import SealedText
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.exchange import kinds
from foundation.exchange.kinds import CorrectionRules
from foundation.exchange.models import Correction, Decision, Import

CHUNK = 500


def decide(
    imported: Import, *, by: Actor, take_over: bool, reason: str, corrections: Sequence[UUID] | None = None
) -> int:
    """Decide the pending corrections of an import, or those named; return how many.

    `take_over` writes the new values into the records, each with an event; otherwise they stay as they are and the
    refusal is kept. Chunks of 500, each in a transaction. Raises NotAllowed, RuleBroken without a reason, and
    StaleState when a record changed since the sheet was compared.
    """
    rules = kinds.known(imported.kind).corrections
    if not by.may(rules.verb, imported):
        raise NotAllowed(rules.verb, _("Your posting does not allow this act."))
    if findings := unfit(reason):
        raise RuleBroken(findings)
    pending = Correction.objects.pending().filter(source=imported)
    if corrections is not None:
        pending = pending.filter(pk__in=corrections)
    keys = list(pending.order_by("row").values_list("pk", flat=True))
    return sum(
        _decide_chunk(imported, rules, keys[start : start + CHUNK], by, take_over, reason.strip())
        for start in range(0, len(keys), CHUNK)
    )


@act
def _decide_chunk(
    imported: Import, rules: CorrectionRules, keys: Sequence[UUID], by: Actor, take_over: bool, reason: str
) -> int:
    rows = list(Correction.objects.select_for_update().pending().filter(pk__in=keys).order_by("row"))
    if not rows:
        return 0
    decision = Decision.APPLIED if take_over else Decision.KEPT
    if take_over:
        rules.take_over(rows, by, reason)
    facts = {"rows": [row.row for row in rows], "decision": decision.value}
    seq = trail.append(imported.stream, rules.verb, by=by, facts=facts, reason=reason)
    posting = getattr(by, "posting", None)
    Correction.objects.filter(pk__in=[row.pk for row in rows]).update(
        decision=decision,
        reason=reason,
        decided_by_id=getattr(by, "user_id", None),
        decided_in_id=posting.pk if posting else None,
        decided_at=timezone.now(),
        trail_seq=seq,
    )
    return len(rows)


def values_in(sealed: SealedText | None) -> dict[str, Any]:
    """The values a correction keeps under seal."""
    return dict(json.loads(sealed.reveal())) if sealed is not None else {}
