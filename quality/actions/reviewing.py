"""Giving an opinion about a drawn case, blind to the other reviewer; recusal and replacement of a reviewer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.notices import notify
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.moves import Move, move
from foundation.audit.once import act
from foundation.audit.reasons import at_most, unfit
from institutions.rectification.gate import LONGEST, not_of_the_organ, unfit_text
from institutions.rectification.recipients import who_may
from quality import criteria
from quality.actions.drawing import assign, next_in_order
from quality.models import DrawnCase, Review
from quality.states import (
    AGREEING,
    DIFFERING,
    RECUSING,
    REPLACING,
    SUBMITTING,
    WRONG,
    Conclusion,
    ReviewState,
)
from quality.verbs import CONCLUDE, RECORD_FINDING

BOTH: Final = 2


@dataclass(frozen=True)
class OpinionGiven:
    """An opinion: points by code of the criterion, a conclusion, remarks without personal data."""

    scores: Mapping[str, Any]
    conclusion: str
    remarks: str = ""


@act
def submit(pk: UUID, *, by: AnyActor, version: int, given: OpinionGiven, occurred_on: date | None = None) -> Review:
    """Give one's own opinion about a case and return the review; it cannot be changed afterwards.

    With the second opinion the case is concluded where both come to the same, and goes to the organ where they
    differ. Raises NotAllowed, StaleState and RuleBroken with findings beside the fields.
    """
    drawn, row = _held(pk, version)
    today = occurred_on or timezone.localdate()
    wrong = list(_objections(given, row))
    if wrong:
        raise RuleBroken(wrong)
    scores = {code: int(points) for code, points in given.scores.items()}
    values = {
        "scores": scores,
        "conclusion": given.conclusion,
        "remarks": given.remarks.strip(),
        "submitted_on": today,
    }
    facts = {"scores": scores, "conclusion": given.conclusion}
    move(row, SUBMITTING, by=by, facts=facts, occurred_on=occurred_on, values=values)
    conclusions = list(
        Review.objects.filter(drawn=drawn, state=ReviewState.SUBMITTED).values_list("conclusion", flat=True)
    )
    if len(conclusions) == BOTH:
        _both_in(drawn, conclusions, by, today, occurred_on)
    return row


def _both_in(drawn: DrawnCase, conclusions: list[str], by: AnyActor, today: date, occurred_on: date | None) -> None:
    round_ = drawn.round
    told: dict[str, str | int] = {"name": round_.name, "rank": drawn.rank}
    if len(set(conclusions)) > 1:
        move(drawn, DIFFERING, by=by, facts={"conclusions": sorted(conclusions)}, occurred_on=occurred_on)
        people = who_may(CONCLUDE.code, round_.organ_id)
        notify(people, "reviewers_differ", f"reviewers_differ:{drawn.pk}", told, drawn.get_absolute_url())
        return
    values = {"conclusion": conclusions[0], "concluded_on": today}
    move(drawn, AGREEING, by=by, facts={"conclusion": conclusions[0]}, occurred_on=occurred_on, values=values)
    if conclusions[0] in WRONG:
        people = who_may(RECORD_FINDING.code, round_.organ_id)
        notify(people, "finding_to_record", f"finding_to_record:{drawn.pk}", told, drawn.get_absolute_url())


@act
def recuse(pk: UUID, *, by: AnyActor, version: int, reason: str) -> Review:
    """Withdraw from a case before giving an opinion; the next in the order of the draw gets it.

    Raises NotAllowed, StaleState, and RuleBroken without a reason or without anybody left.
    """
    return _ended(pk, version, RECUSING, by, reason)


@act
def replace(pk: UUID, *, by: AnyActor, version: int, reason: str) -> Review:
    """Replace a reviewer who gives no opinion by the next in the order of the draw, for the organ of the round.

    Raises NotAllowed, StaleState, and RuleBroken without a reason, for another organ, or without anybody left.
    """
    return _ended(pk, version, REPLACING, by, reason)


def _ended(pk: UUID, version: int, step: Move, by: AnyActor, reason: str) -> Review:
    drawn, row = _held(pk, version)
    wrong = [*unfit(reason), *(not_of_the_organ(drawn.round.organ, by) if step is REPLACING else ())]
    if wrong:
        raise RuleBroken(wrong)
    following = next_in_order(drawn)
    move(row, step, by=by, reason=reason.strip(), facts={"place": row.position})
    user = assign(drawn, following, row.position, by=by, on=timezone.localdate())
    new = Review.objects.get(drawn=drawn, reviewer=following)
    key = f"review_assigned:{new.pk}"
    notify([user], "review_assigned", key, {"name": drawn.round.name}, new.get_absolute_url())
    return row


def _held(pk: UUID, version: int) -> tuple[DrawnCase, Review]:
    """Lock the case, then the review: both opinions of a case are given one after the other. Raises as verbs do."""
    case = Review.objects.values_list("drawn_id", flat=True).get(pk=pk)
    drawn = DrawnCase.objects.select_related("round__organ").select_for_update(of=("self",)).get(pk=case)
    row = Review.objects.select_for_update().get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=drawn.round.name)
    if row.state != ReviewState.ASSIGNED:
        raise RuleBroken(Finding(_("This opinion is given already, or the case went to somebody else.")))
    return drawn, row


def _objections(given: OpinionGiven, row: Review) -> Iterator[Finding]:
    yield from criteria.objections(given.scores, row.assigned_on)
    if given.conclusion not in Conclusion.values:
        yield Finding(_("Choose a conclusion."), field="conclusion")
    elif given.conclusion in WRONG:
        yield from unfit_text(given.remarks, "remarks")
    if len(given.remarks) > LONGEST or "\0" in given.remarks:
        yield Finding(at_most(given.remarks, LONGEST), field="remarks")
