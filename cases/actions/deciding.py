"""Deciding about an entrustment (程序通则 arts. 13–17): refusing it on a legal ground."""

import re
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.entrustments.grounds import ground as ground_of
from cases.entrustments.grounds import rests_on_other_provisions
from cases.entrustments.states import REFUSE, EntrustmentState
from cases.models import Entrustment
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.law.queries import Offered

NOTICE_JOB: Final = "cases.write_refusal_notice"
_PROVISION: Final = re.compile(r"第[\d〇零一二三四五六七八九十百千]+条")


@act
def refuse(pk: UUID, *, by: Actor, version: int, ground: str, reason: str) -> Entrustment:
    """Refuse an entrustment on a ground of 程序通则 art. 15 or 条例 art. 30 and return it.

    `ground` is the code of either source. The clock of the decision stops; a late refusal stays late. The
    notice with ground and reason (art. 17) is written by a job after the commit. It cannot be undone: a client
    whose obstacle is gone entrusts anew. Raises NotAllowed, StaleState, and RuleBroken with findings beside `ground`
    and `reason`, or after a decision.
    """
    row = Entrustment.objects.select_for_update().get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=row.code)
    if row.state != EntrustmentState.RECEIVED:
        raise RuleBroken(Finding(_("This entrustment is not waiting for a decision any more.")))
    today = timezone.localdate()
    chosen = ground_of(ground, today)
    findings = list(_objections(chosen, reason))
    if chosen is None or findings:
        raise RuleBroken(findings)
    told = reason.strip()
    return move(
        row,
        REFUSE,
        by=by,
        reason=told,
        facts={"ground": chosen.code, "refused_on": today, "late": row.due_on is not None and row.due_on < today},
        values={"refused_on": today, "refusal_ground": chosen.code, "refusal_reason": told},
        messages=[Message(NOTICE_JOB, {"entrustment": str(row.pk)}, key=f"{NOTICE_JOB}:{row.pk}")],
    )


def _objections(chosen: Offered | None, reason: str) -> Iterator[Finding]:
    if chosen is None:
        yield Finding(_("Choose one of the legal grounds in force."), field="ground")
    yield from unfit(reason)
    if chosen is not None and rests_on_other_provisions(chosen) and not _PROVISION.search(reason):
        yield Finding(
            _("This ground only refers to other provisions, so the reason has to name the article it rests on."),
            "、".join(chosen.citations),
            field="reason",
            way_out=_("Write the law and its article, or choose the ground that fits."),
            code="provision_missing",
        )
