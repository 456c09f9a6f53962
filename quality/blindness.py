"""Who may read which opinion when: one place that pages, lists and API ask.

Nobody but the reviewer reads an opinion before both are in, the organ no more than the other reviewer: who knows the
first cannot steer the second.
"""

from dataclasses import dataclass
from typing import Any

from foundation.accounts.acting import AnyActor
from foundation.accounts.roles import Role
from quality.criteria import criteria
from quality.models import DrawnCase, Review
from quality.states import DrawnState, ReviewState


@dataclass(frozen=True)
class Opinion:
    """One place of a team as somebody may see it. `readable` is False while the contents are nobody else's yet."""

    place: int
    given: bool
    readable: bool
    is_own: bool
    review: Review | None = None

    @property
    def conclusion(self) -> str:
        """The conclusion in words, empty while it may not be read."""
        return str(self.review.get_conclusion_display()) if self.review is not None else ""

    @property
    def scores(self) -> list[tuple[str, int]]:
        """The points by criterion, in the words of the list."""
        if self.review is None:
            return []
        words = {each.code: each.name_zh for each in criteria(self.review.assigned_on)}
        return [(words.get(code, code), points) for code, points in sorted(self.review.scores.items())]


def both_are_in(drawn: DrawnCase) -> bool:
    """Whether both opinions were given, so that they may be read."""
    return drawn.state != DrawnState.REVIEWING


def opinions_of(drawn: DrawnCase, actor: AnyActor) -> list[Opinion]:
    """Return the two opinions about a case as the actor, who sees the case, may read them today."""
    own = actor.posting.pk if actor.posting is not None and actor.posting.role == Role.EXPERT else None
    found = []
    rows: Any = drawn.reviews.all()
    for review in sorted(rows, key=lambda each: each.position):
        if review.state == ReviewState.ENDED:
            continue
        given, is_own = review.state == ReviewState.SUBMITTED, review.reviewer_id == own
        readable = given and (is_own or both_are_in(drawn))
        found.append(Opinion(review.position, given, readable, is_own, review if readable else None))
    return found
