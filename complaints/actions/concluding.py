"""Concluding a complaint: the decision per allegation, informing both sides, the end without a decision
(办法 arts. 22, 24–26)."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import letters
from complaints.actions import rectifying
from complaints.actions.deciding import GROUNDS
from complaints.actions.holding import held
from complaints.deadlines import inform_by
from complaints.decision import UNDER_ARTICLE_15, AllegationDecided, Rectify, ends, fits, named, outcomes
from complaints.filing import LONGEST_TEXT
from complaints.investigating import decision_findings
from complaints.models import Allegation, AllegationFinding, Complaint
from complaints.states import DECIDING, INFORMING, MATTER_OPEN, TERMINATING
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import at_most, unfit

WAYS: Final = ("online", "post", "handed_over")
"""How a letter reaches a side."""
NOT_SAID: Final = Rectify()


@act
def decide(
    pk: UUID, *, by: Actor, version: int, decided: Sequence[AllegationDecided], rectify: Rectify = NOT_SAID
) -> Complaint:
    """Decide a complaint: every allegation gets a finding, an outcome of art. 24 and reasons.

    The complaint counts as valid when one allegation at least is upheld (decisions.md 22). Both letters are written
    by a job after the commit; seven working days to inform both sides run from today (art. 26). Where an outcome is
    rectification within a time limit, `rectify` says what and how long, and the order is made here. Raises NotAllowed,
    StaleState, and RuleBroken with findings beside `finding-1`, `outcome-1`, `reasons-1`, `requirement`, `days`.
    """
    row = held(pk, DECIDING, by, version)
    today = timezone.localdate()
    allegations = list(row.allegations.all())
    findings = [
        *decision_findings(row),
        *_objections(allegations, decided),
        *rectifying.objections(decided, rectify),
    ]
    if findings:
        raise RuleBroken(findings)
    by_place = {each.position: each for each in decided}
    upheld = any(each.finding == AllegationFinding.UPHELD for each in decided)
    clock = inform_by(today)
    move(
        row,
        DECIDING,
        by=by,
        facts={
            "upheld": upheld,
            "allegations": [
                {"kind": each.kind, "finding": given.finding, "outcome": given.outcome}
                for each in allegations
                if (given := by_place[each.position])
            ],
        },
        occurred_on=today,
        values={
            "decided_on": today,
            "upheld": upheld,
            "due_on": clock.due_on,
            "due_provisional": clock.provisional,
        },
        messages=[letters.message(row, letters.DECISION)],
    )
    for each in allegations:
        given = by_place[each.position]
        each.finding, each.outcome, each.trail_seq = given.finding, given.outcome, row.trail_seq
        each.reasons = given.reasons.strip()
        each.save(force_update=True)
    rectifying.order(row, allegations, rectify, by=by, on=today)
    return row


@act
def inform(pk: UUID, *, by: Actor, version: int, way: str) -> Complaint:
    """Record that both sides have the decision since today, and how it reached them (办法 art. 26).

    Raises NotAllowed, StaleState, and RuleBroken while a letter is not written or for an unknown way.
    """
    row = held(pk, INFORMING, by, version)
    findings = []
    if not letters.are_written(row, letters.DECISION):
        findings.append(
            Finding(
                _("The letters are still being written."),
                letters.DECISION.article,
                way_out=_("Wait a moment and look again."),
                code="letters_missing",
            )
        )
    if way not in WAYS:
        findings.append(Finding(_("Choose how the letters reached them."), field="way"))
    if findings:
        raise RuleBroken(findings)
    today = timezone.localdate()
    values = {"informed_on": today, "due_on": None, "due_provisional": False}
    return move(row, INFORMING, by=by, facts={"way": way}, occurred_on=today, values=values)


@act
def terminate(
    pk: UUID, *, by: Actor, version: int, termination: str, reason: str, refusal_ground: str = ""
) -> Complaint:
    """End a complaint without a decision (办法 art. 22): the complainant withdrew in writing, or the inquiry showed a
    case of art. 15, whose ground `refusal_ground` then names.

    Raises NotAllowed, StaleState and RuleBroken.
    """
    row = held(pk, TERMINATING, by, version)
    today = timezone.localdate()
    findings = unfit(reason)
    if termination not in {each.code for each in ends(today)}:
        findings = [Finding(_("Choose why it ends."), field="termination"), *findings]
    elif termination == UNDER_ARTICLE_15 and row.state not in MATTER_OPEN:
        message = _("Only what was accepted ends on this ground; before that, refuse it.")
        findings = [Finding(message, letters.TERMINATION.article, field="termination"), *findings]
    elif termination == UNDER_ARTICLE_15 and named(refusal_ground, GROUNDS, today) is None:
        findings = [Finding(_("Choose one of the statutory grounds."), field="refusal_ground"), *findings]
    if findings:
        raise RuleBroken(findings)
    ground = refusal_ground if termination == UNDER_ARTICLE_15 else ""
    return move(
        row,
        TERMINATING,
        by=by,
        reason=reason.strip(),
        facts={"termination": termination, "ground": ground},
        occurred_on=today,
        values={"terminated_on": today, "termination": termination, "due_on": None, "due_provisional": False},
        messages=[letters.message(row, letters.TERMINATION)],
    )


def _objections(allegations: Sequence[Allegation], decided: Sequence[AllegationDecided]) -> Iterator[Finding]:
    """What cannot stand as a decision: an allegation without finding, outcome or reasons, or with ones at odds."""
    by_place = {each.position: each for each in decided}
    if set(by_place) != {each.position for each in allegations} or len(by_place) != len(decided):
        yield Finding(_("Decide each allegation once."), code="allegations")
        return
    offered = {each.code for each in outcomes(timezone.localdate())}
    for position, given in sorted(by_place.items()):
        known = given.finding in AllegationFinding.values
        if not known:
            yield Finding(_("Say what was found of this allegation."), field=f"finding-{position}")
        if given.outcome not in offered:
            yield Finding(_("Choose what follows."), field=f"outcome-{position}")
        elif known and not fits(given.finding, given.outcome):
            yield Finding(
                _("This does not follow from the finding: what is upheld has a measure, what is not has none."),
                DECIDING.article,
                field=f"outcome-{position}",
            )
        if len(given.reasons) > LONGEST_TEXT:
            yield Finding(at_most(given.reasons, LONGEST_TEXT), field=f"reasons-{position}")
        elif not given.reasons.strip() or "\0" in given.reasons:
            message = _("Give the reasons, in at most %(most)d characters.") % {"most": LONGEST_TEXT}
            yield Finding(message, field=f"reasons-{position}")
