"""Deciding about an entrustment (程序通则 arts. 13–17): refusing it on a legal ground."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.deadlines import decision_clock
from cases.deriving import put_decision_day
from cases.entrustments.grounds import ground as ground_of
from cases.entrustments.grounds import rests_on_other_provisions, says_out_of_scope
from cases.entrustments.states import REFUSE, UNDECIDED
from cases.models import Entrustment
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.law import queries as law
from foundation.law.queries import Offered
from institutions import covering

NOTICE_JOB: Final = "cases.write_refusal_notice"
_PROVISION: Final = re.compile(r"第[\d〇零一二三四五六七八九十百千]+条")


@act
def refuse(pk: UUID, *, by: Actor, version: int, ground: str, reason: str) -> Entrustment:
    """Refuse an entrustment on a ground of 程序通则 art. 15 or 条例 art. 30 and return it.

    `ground` is the code of either source. An entrustment that the client was asked to complete may be refused too:
    what is missing may never come (art. 15, 2). The clock of the decision stops; a late refusal stays late. The
    notice with ground and reason (art. 17) is written by a job after the commit. It cannot be undone: a client
    whose obstacle is gone entrusts anew. That the matter lies outside the scope is compared with the items of the
    licence. Raises NotAllowed, StaleState, and RuleBroken with findings beside `ground` and `reason`, or after a
    decision.
    """
    row = Entrustment.objects.select_for_update().get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=row.code)
    if row.state not in UNDECIDED:
        raise RuleBroken(Finding(_("This entrustment is not waiting for a decision any more.")))
    today = timezone.localdate()
    chosen = ground_of(ground, today)
    findings = list(_objections(row, chosen, reason, today))
    if chosen is None or findings:
        raise RuleBroken(findings)
    told = reason.strip()
    late = decision_clock(row, today).late
    move(
        row,
        REFUSE,
        by=by,
        reason=told,
        facts={"ground": chosen.code, "refused_on": today, "late": late},
        values={"refused_on": today, "refusal_ground": chosen.code, "refusal_reason": told},
        messages=[Message(NOTICE_JOB, {"entrustment": str(row.pk)}, key=f"{NOTICE_JOB}:{row.pk}")],
    )
    put_decision_day(row, today)
    return row


def _objections(row: Entrustment, chosen: Offered | None, reason: str, today: date) -> Iterator[Finding]:
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
    if chosen is not None and says_out_of_scope(chosen):
        yield from _scope_objections(row, chosen, today)


def _scope_objections(row: Entrustment, chosen: Offered, today: date) -> Iterator[Finding]:
    """The licence itself lists what was entrusted: then what meets the conditions is accepted (程序通则 art. 14).

    Where only practice categories are on file, or a category wider than the items was entrusted, the licence on file
    says nothing against the ground.
    """
    category = law.categories().get(row.category_id)
    if category is None:
        return
    found = covering.scope_on(row.institution, category, today)
    if found.fit is covering.Fit.WITHIN:
        yield Finding(
            _("The licence lists what was entrusted, so this ground does not apply"),
            "、".join(chosen.citations),
            field="ground",
            fact=_("Entrusted: %(category)s. Registered: %(held)s.")
            % {"category": category.name, "held": covering.named(found.items)},
            way_out=_("Choose the ground that fits, for instance that the request exceeds the technical conditions."),
            code="within_scope",
        )
