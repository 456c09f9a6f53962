"""What the province decides about an annual review (条例 arts. 43, 44), and the row of the institution that follows."""

from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from governance.annual_review import gate
from governance.annual_review.actions.submitting import locked
from governance.annual_review.models import AnnualReview
from governance.annual_review.states import DECIDE, ReviewState
from institutions.actions.keeping_years import keep_year_standing
from institutions.models import YearStanding

LETTER_JOB: Final = "annual_review.write_letter"


@act
def decide(pk: UUID, *, by: Actor, version: int, result: str, reason: str = "") -> AnnualReview:
    """Decide whether an institution is qualified in a year and return the review.

    The result becomes a row of the institution and is published with the roster; the letter is written by a job after
    the commit. Nothing else follows by itself: entry in the roster is put off and rectification ordered by decisions of
    their own (art. 44). It cannot be undone here. Raises NotAllowed, StaleState, and RuleBroken.
    """
    row = locked(pk, version)
    if row.state != ReviewState.PROPOSED:
        raise RuleBroken(Finding(_("This annual review does not wait for the province."), field="result"))
    objections = list(gate.deciding_objections(row, result, reason))
    if objections:
        raise RuleBroken(objections)
    today = timezone.localdate()
    told = reason.strip()
    move(
        row,
        DECIDE,
        by=by,
        reason=told,
        facts={"result": result, "proposal": row.proposal, "absent": row.absent, "late": row.due_on < today},
        values={"decided_on": today, "result": result, "result_reason": told},
        messages=[Message(LETTER_JOB, {"review": str(row.pk)}, key=f"{LETTER_JOB}:{row.pk}")],
    )
    keep_year_standing(
        row.institution,
        year=row.year,
        result=result,
        decided_on=today,
        review=row.pk,
        city_code=row.city_code,
        county_code=row.county_code,
        by=by,
        is_synthetic=row.is_synthetic,
    )
    return row


def qualify_plainly(row: AnnualReview, by: Actor, reason: str = "") -> AnnualReview:
    """Decide “qualified” for a review that is plain: proposed as passed, nothing disputed, in time. For many rows.

    Raises what `decide` raises, and RuleBroken for a review that has to be looked at alone.
    """
    if row.state != ReviewState.PROPOSED:
        raise RuleBroken(Finding(_("This annual review does not wait for the province.")))
    found = gate.plain_objections(row)
    if found:
        raise RuleBroken(found)
    return decide(row.pk, by=by, version=row.trail_seq, result=YearStanding.Result.QUALIFIED.value, reason=reason)
