"""What a city does with an annual review: it goes back to the institution, or forward to the province."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from governance.annual_review import gate
from governance.annual_review.actions.opening import holders_at
from governance.annual_review.actions.submitting import keep_lines, locked
from governance.annual_review.lines import lines_submitted, lines_today
from governance.annual_review.models import AnnualReview
from governance.annual_review.states import PROPOSE, RETURN, Proposal, ReviewState

RETURNED_NOTICE: Final = "annual_review_returned"
DAYS_AFTER_RETURN: Final = timedelta(days=7)
"""What an institution has at least after a return; the province's own last day holds where it is later."""


@act
def return_to_institution(pk: UUID, *, by: Actor, version: int, reason: str) -> AnnualReview:
    """Give a submitted review back to the institution, which answers anew; the earlier lines are kept.

    Raises NotAllowed, StaleState, and RuleBroken without a reason or in another state.
    """
    row = locked(pk, version)
    if row.state != ReviewState.SUBMITTED:
        raise RuleBroken(Finding(_("This annual review does not wait for the city."), field="reason"))
    findings = unfit(reason)
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    told = reason.strip()
    due_on = max(row.review_year.institutions_until, today + DAYS_AFTER_RETURN)
    move(
        row,
        RETURN,
        by=by,
        reason=told,
        facts={"round": row.round, "due_on": due_on},
        values={"returned_on": today, "return_reason": told, "due_on": due_on},
    )
    words: dict[str, str | int] = {"year": row.year, "last": due_on.isoformat()}
    key = f"{RETURNED_NOTICE}:{row.pk}:{row.round}"
    notify(holders_at([row.institution_id])[row.institution_id], RETURNED_NOTICE, key, words, row.get_absolute_url())
    return row


@act
def propose(
    pk: UUID, *, by: Actor, version: int, proposal: str, rulings: Mapping[str, str] | None = None, reason: str = ""
) -> AnnualReview:
    """Propose a result to the province and return the review; disputed lines are ruled on in the same act.

    An institution that has not answered is judged after its last day, with a reason that says whether it had a good
    one: nothing follows from its absence by itself (decisions.md 14). Raises NotAllowed, StaleState, and RuleBroken.
    """
    row = locked(pk, version)
    barred = gate.proposing_barred(row, timezone.localdate())
    if barred:
        raise RuleBroken(barred)
    absent = gate.absence(row)
    lines = lines_today(row) if absent else lines_submitted(row)
    given = dict(rulings or {})
    objections = list(gate.proposing_objections(row, lines, proposal, given, reason))
    if objections:
        raise RuleBroken(objections)
    today = timezone.localdate()
    told = reason.strip()
    values = {
        "proposed_on": today,
        "proposal": proposal,
        "proposal_reason": told,
        "absent": absent,
        "due_on": max(row.review_year.province_until, today),
    }
    if absent:  # what the portal knew is kept without an answer, as a round of its own
        values |= {"round": row.round + 1, "disputed": 0}
    late = today > max(row.due_on, row.review_year.cities_until)
    facts = {"proposal": proposal, "absent": absent, "rulings": given, "late": late}
    move(row, PROPOSE, by=by, reason=told, facts=facts, values=values)
    if absent:
        keep_lines(row, lines, {})
    for code, ruling in given.items():
        row.lines.filter(round=row.round, code=code).update(ruling=ruling, trail_seq=row.trail_seq)
    return row


def pass_plainly(row: AnnualReview, by: Actor, reason: str = "") -> AnnualReview:
    """Propose “passes” for a review that is plain: submitted in time, every line confirmed. For acts on many rows.

    Raises what `propose` raises, and RuleBroken for a review that has to be looked at alone.
    """
    found = gate.plain_objections(row)
    if row.state != ReviewState.SUBMITTED:
        found = [Finding(_("This annual review does not wait for the city."))]
    if found:
        raise RuleBroken(found)
    return propose(row.pk, by=by, version=row.trail_seq, proposal=Proposal.PASSED.value, reason=reason)
