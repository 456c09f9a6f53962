"""Drawing the sample of a round from its frozen list by the public value, and giving each case its two reviewers."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case
from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Posting
from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import at_most
from foundation.audit.regulated import write
from foundation.draws import proof, protocol
from institutions.rectification.gate import not_of_the_organ
from quality.models import CaseReviewRound, DrawnCase, Review
from quality.states import DRAWING, DrawnState, ReviewState, RoundState

LONGEST_VALUE: Final = 200


@act
def draw(pk: UUID, *, by: AnyActor, version: int, value: str, occurred_on: date | None = None) -> CaseReviewRound:
    """Draw the sample of a round with the public value that its plan names, and return the round.

    Everything follows from the plan and the value: whoever has both can repeat it (`foundation.draws`). A reviewer who
    is no longer in office is passed over for the next in the order. Raises NotAllowed, StaleState and RuleBroken.
    """
    rows = CaseReviewRound.objects.select_related("organ", "pool")
    row = rows.select_for_update(of=("self",)).get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=row.name)
    if row.state != RoundState.COMMITTED:
        raise RuleBroken(Finding(_("This round is drawn already.")))
    today = occurred_on or timezone.localdate()
    wrong = [*not_of_the_organ(row.organ, by), *_objections(row, value, today)]
    if wrong:
        raise RuleBroken(wrong)
    parts = parts_of(row, value.strip())
    seed = protocol.seed_of(row.commitment, parts)
    drawn, teams = drawn_by(row, seed)
    values = {"seed_value": value.strip(), "seed": seed, "drawn_on": today}
    facts = {"value": value.strip(), "seed": seed, "drawn": [each.id for each in drawn]}
    move(row, DRAWING, by=by, facts=facts, occurred_on=occurred_on, values=values)
    cases = {str(case.pk): case for case in Case.objects.filter(pk__in=[each.id for each in drawn])}
    told: list[int] = []
    for each in drawn:
        made = _drawn(row, cases[each.id], each, by, today, occurred_on)
        told += [_assigned(made, posting, place, by, today) for place, posting in enumerate(teams[each.id], 1)]
    link = f"/quality/reviews/?round={row.pk}"
    notify(told, "review_assigned", f"review_assigned:{row.pk}", {"name": row.name}, link)
    return row


def parts_of(row: CaseReviewRound, value: str) -> list[dict[str, str]]:
    """Return the public values of a round as they enter the seed."""
    return [{"source": row.seed_source, "date": row.seed_on.isoformat(), "value": value}]


def drawn_by(row: CaseReviewRound, seed: str) -> tuple[list[protocol.Ranked], dict[str, tuple[str, ...]]]:
    """Return the sample and the teams that follow from a seed, from the frozen lists of a round."""
    pool = row.pool
    drawn = protocol.objects_drawn(seed, map(str, pool.cases), row.size)
    reviewers = list(map(str, pool.reviewers))
    plan: dict[str, Any] = json.loads(row.plan)
    teams = protocol.teams_drawn(seed, [each.id for each in drawn], reviewers, pool.recused, plan["team"])
    return drawn, teams


def proof_of(row: CaseReviewRound) -> dict[str, Any]:
    """Return the proof bundle of a round, before or after the draw."""
    parts, result = [], {}
    if row.seed:
        drawn, teams = drawn_by(row, row.seed)
        parts = parts_of(row, row.seed_value)
        result = {
            "seed": row.seed,
            "drawn": [[each.rank, each.id, each.key] for each in drawn],
            "teams": {name: list(team) for name, team in teams.items()},
        }
    return proof.bundle(
        json.loads(row.plan),
        pool=list(map(str, row.pool.cases)),
        inspectors=list(map(str, row.pool.reviewers)),
        recused=row.pool.recused,
        parts=parts,
        result=result,
    )


def _objections(row: CaseReviewRound, value: str, today: date) -> Iterator[Finding]:
    if today < row.seed_on:
        yield Finding(
            _("The public value is not there yet: the plan names %(day)s.") % {"day": row.seed_on.isoformat()},
            field="value",
            code="too_early",
        )
    if len(value) > LONGEST_VALUE:
        yield Finding(at_most(value, LONGEST_VALUE), field="value")
    elif not value.strip() or "\0" in value:
        yield Finding(_("Write the public value as it was announced."), field="value")


def _drawn(
    row: CaseReviewRound, case: Case, ranked: protocol.Ranked, by: Actor, today: date, occurred_on: date | None
) -> DrawnCase:
    made = DrawnCase(
        round=row,
        case=case,
        institution_id=case.institution_id,
        city_code=row.city_code,
        rank=ranked.rank,
        rank_key=ranked.key,
        state=DrawnState.REVIEWING,
        drawn_on=today,
    )
    facts = {"round": str(row.pk), "rank": ranked.rank, "key": ranked.key}
    return write(made, "case.drawn", by=by, facts=facts, occurred_on=occurred_on)


def _assigned(drawn: DrawnCase, posting: str, place: int, by: Actor, today: date) -> int:
    """Give a case to a reviewer, or to the next in the order where his posting has ended; return the user told."""
    chosen = Posting.objects.get(pk=posting)
    if not chosen.holds_on(timezone.localdate()):
        chosen = next_in_order(drawn)
    return assign(drawn, chosen, place, by=by, on=today)


def assign(drawn: DrawnCase, posting: Posting, place: int, *, by: Actor, on: date) -> int:
    """Write the review of a reviewer in the transaction of the caller and return the user to be told."""
    review = Review(
        drawn=drawn,
        reviewer=posting,
        city_code=drawn.city_code,
        position=place,
        state=ReviewState.ASSIGNED,
        assigned_on=on,
    )
    write(review, "case_review.assigned", by=by, facts={"drawn": str(drawn.pk), "place": place})
    return posting.user_id


def next_in_order(drawn: DrawnCase) -> Posting:
    """Return the next reviewer in office in the order of the draw who has had nothing to do with the case.

    Raises RuleBroken when there is none left.
    """
    row = CaseReviewRound.objects.select_related("pool").get(pk=drawn.round_id)
    case = str(drawn.case_id)
    had = {str(pk) for pk in Review.objects.filter(drawn=drawn).values_list("reviewer_id", flat=True)}
    _sample, teams = drawn_by(row, row.seed)
    barred = had | set(row.pool.recused.get(case, ())) | set(teams[case])
    left = [str(pk) for pk in row.pool.reviewers if str(pk) not in barred]
    today = timezone.localdate()
    postings = {str(each.pk): each for each in Posting.objects.in_force(today).filter(pk__in=left)}
    for each in protocol.ranking(row.seed, left, "inspector", case):
        if each.id in postings:
            return postings[each.id]
    raise RuleBroken(Finding(_("No further reviewer of the frozen list may review this case.")))
