"""Terminating an appraisal (程序通则 art. 29, 条例 art. 36): the institution decides; nothing does it by itself."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.conduct.ending import end_conduct
from cases.deadlines import clock_of, last_change_of
from cases.deriving import put_derived
from cases.models import Case, Opinion, Termination
from cases.opinions.states import ABANDON, IN_PREPARATION
from cases.states import OPEN, TERMINATE
from cases.termination.grounds import BY_ARTICLE_15, items_of
from cases.termination.grounds import ground as ground_of
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.moves import Message, follow, move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.law.queries import Offered

NOTICE_JOB: Final = "cases.write_termination_notice"
_ITEM: Final = re.compile(r"第[(（]?[二三四五六七2-7][)）]?项")


@act
def terminate(
    pk: UUID, *, by: Actor, version: int, ground: str, reason: str, terminated_on: date, return_until: date
) -> Case:
    """Terminate an open appraisal on a ground of 程序通则 art. 29 or 条例 art. 36 and return its case.

    `ground` is the code of either source. `terminated_on` is the day of the decision, on which the clock of the
    opinion stops; `return_until` the last day for fetching materials and settling the fee. The notice (文书格式 4) is
    written by a job after the commit. It cannot be undone. Raises NotAllowed, StaleState, and RuleBroken with findings
    beside the fields, or after the end of the case.
    """
    row = Case.objects.select_for_update().get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=row.case_number)
    if row.state not in OPEN:
        raise RuleBroken(Finding(_("This case is not open any more.")))
    today = timezone.localdate()
    timely = row.accepted_on <= terminated_on <= today
    chosen = ground_of(ground, terminated_on if timely else today)  # as the notice will word it
    findings = [*_objections(chosen, reason), *_untimely(row, terminated_on, return_until, today)]
    if chosen is None or findings:
        raise RuleBroken(findings)
    told = reason.strip()
    facts = {
        "ground": chosen.code,
        "terminated_on": terminated_on,
        "return_until": return_until,
        "late": clock_of(row, terminated_on).late,
    }
    values = {"terminated_on": terminated_on, "termination_ground": chosen.code}
    message = Message(NOTICE_JOB, {"case": str(row.pk)}, key=f"{NOTICE_JOB}:{row.pk}")
    move(row, TERMINATE, by=by, reason=told, facts=facts, occurred_on=terminated_on, values=values, messages=[message])
    opinion = Opinion.objects.select_for_update().filter(case=row, state__in=IN_PREPARATION).first()
    if opinion is not None:
        follow(opinion, ABANDON, head=row)
    end_conduct(row)
    Termination(
        case=row,
        trail_seq=row.trail_seq,
        terminated_on=terminated_on,
        ground=chosen.code,
        reason=told,
        return_until=return_until,
    ).save(force_insert=True)
    put_derived([row], today)
    return row


def _objections(chosen: Offered | None, reason: str) -> Iterator[Finding]:
    if chosen is None:
        yield Finding(_("Choose one of the legal grounds in force."), field="ground")
    yield from unfit(reason)
    if chosen is not None and BY_ARTICLE_15 in chosen.codes and not _ITEM.search(reason):
        yield Finding(
            _("This ground refers to article 15, so the reason has to name which of its items 2 to 7 was found."),
            "、".join(items_of(chosen)),
            field="reason",
            way_out=_("Write the item, or choose the ground that fits."),
            code="item_missing",
        )


def _untimely(row: Case, terminated_on: date, return_until: date, today: date) -> Iterator[Finding]:
    if terminated_on > today:
        yield Finding(_("This day has not come yet."), field="terminated_on")
    elif terminated_on < row.accepted_on:
        yield Finding(_("The case was accepted only after this day."), field="terminated_on")
    elif (changed := last_change_of(row)) is not None and terminated_on < changed:
        words = _("A supplement or an extension of %(day)s is on file; the decision cannot lie before it.")
        yield Finding(words % {"day": changed.isoformat()}, field="terminated_on")
    if return_until < today:
        yield Finding(
            _("The client still needs time to fetch the materials: give a day from today on."), field="return_until"
        )
    elif return_until.year > today.year + 1:
        yield Finding(_("This day is too far off."), field="return_until")
