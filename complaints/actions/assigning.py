"""Assigning two investigators or more, and their declaration that nothing stands against them (办法 art. 18)."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.actions.holding import held, held_in
from complaints.investigating import ARTICLE, not_of_team, team_findings
from complaints.models import Complaint, Investigator
from complaints.states import ASSIGNING, ComplaintState
from complaints.verbs import INVESTIGATE
from foundation.accounts.models import Posting
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit

DECLARED: Final = "complaints.declared"
_UNDER_WAY = frozenset({ComplaintState.INVESTIGATING.value})


@act
def assign(pk: UUID, *, by: Actor, version: int, postings: Sequence[UUID]) -> Complaint:
    """Assign who investigates a complaint; who investigated before and is not named is replaced.

    Raises NotAllowed, StaleState, and RuleBroken for fewer than two persons, for a posting that does not investigate
    for the organ, and for a team that is the present one.
    """
    row = held(pk, ASSIGNING, by, version)
    today = timezone.localdate()
    wanted = list(dict.fromkeys(postings))
    chosen = list(Posting.objects.filter(pk__in=wanted).select_related("user"))
    findings = team_findings(row, chosen, today)
    current = {each.posting_id: each for each in row.investigators.current()}
    if len(chosen) < len(wanted) and not findings:
        findings = [Finding(_("Choose among the postings that the page offers."), ARTICLE, field="postings")]
    if not findings and set(current) == set(wanted):
        findings = [Finding(_("These investigate already."), ARTICLE, field="postings", code="same_team")]
    if findings:
        raise RuleBroken(findings)
    facts = {"postings": sorted(str(key) for key in wanted)}
    move(row, ASSIGNING, by=by, facts=facts, occurred_on=today)
    leaving = [each.pk for key, each in current.items() if key not in wanted]
    Investigator.objects.filter(pk__in=leaving).update(
        ended_on=today, ended_reason=Investigator.Ended.REPLACED, trail_seq=row.trail_seq
    )
    Investigator.objects.bulk_create(
        Investigator(complaint=row, posting=posting, assigned_on=today, trail_seq=row.trail_seq)
        for posting in sorted(chosen, key=lambda each: str(each.pk))
        if posting.pk not in current
    )
    return row


@act
def declare(pk: UUID, *, by: Actor, version: int, conflict: bool, reason: str = "") -> Complaint:
    """Declare, as one of the investigators, that no conflict of interest stands against it, or that one does.

    Who has a conflict investigates no more, and says in words without names what it is. Raises NotAllowed,
    StaleState, and RuleBroken for somebody who does not investigate, a second declaration, or a conflict without a
    reason.
    """
    row = held_in(pk, INVESTIGATE.code, _UNDER_WAY, by, version)
    own = row.investigators.current().filter(posting=UUID(by.posting_id)).first()
    findings = unfit(reason) if conflict or reason.strip() else []
    if own is None:
        findings = [not_of_team()]
    elif own.declared_on is not None and not conflict:
        findings = [Finding(_("You have declared it already."), ARTICLE, code="declared_before")]
    if findings or own is None:
        raise RuleBroken(findings)
    today = timezone.localdate()
    facts = {"posting": by.posting_id, "conflict": conflict}
    seq = trail.append(row.stream, DECLARED, by=by, facts=facts, reason=reason.strip(), occurred_on=today)
    values = {"ended_on": today, "ended_reason": Investigator.Ended.CONFLICT} if conflict else {"declared_on": today}
    Investigator.objects.filter(pk=own.pk).update(**values, trail_seq=seq)
    Complaint.objects.filter(pk=row.pk).update(trail_seq=seq)
    row.trail_seq = seq
    return row
