"""What became of a complaint, for whoever filed it: per allegation, or the ground on which it went no further."""

from dataclasses import dataclass
from typing import Any

from complaints.deadlines import reconsider_within
from complaints.describing import AllegationShown, allegations_of
from complaints.models import Complaint
from complaints.wording import outcome_in_words, refusal_in_words


@dataclass(frozen=True)
class Result:
    """The result in words. `remedy_days` are the days for a reconsideration, None where nothing was decided against
    which one could be asked for. Reasons stand in the letter alone."""

    allegations: tuple[AllegationShown, ...] = ()
    ground: Any = ""
    article: str = ""
    remedy_days: int | None = None


def result_of(complaint: Complaint) -> Result | None:
    """Return the result as it was decided, or None while nothing is (办法 arts. 15, 22, 24, 28)."""
    if complaint.decided_on is not None:
        shown = tuple(allegations_of(complaint))
        return Result(allegations=shown, remedy_days=reconsider_within(complaint.decided_on))
    if complaint.refused_on is not None:
        words, article = refusal_in_words(complaint.refusal_ground, complaint.refused_on)
        return Result(ground=words, article=article, remedy_days=reconsider_within(complaint.refused_on))
    if complaint.terminated_on is not None:
        return Result(ground=outcome_in_words(complaint.termination, complaint.terminated_on))
    return None
