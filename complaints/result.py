"""What became of a complaint, for whoever filed it: per allegation, or the ground on which it went no further."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaints.actions.deciding import GROUNDS
from complaints.actions.filing import SCOPE
from complaints.deadlines import reconsider_within
from complaints.decision import OUTCOMES
from complaints.models import Complaint
from complaints.wording import FINDING_TONES, plainly, refusal_in_words


@dataclass(frozen=True)
class Decided:
    """What was found of one allegation, and what follows, as the lists worded it on the day."""

    words: str
    finding: str
    tone: str
    outcome: str


@dataclass(frozen=True)
class Result:
    """The result in words. `remedy_days` are the days for a reconsideration, None where nothing was decided against
    which one could be asked for. Reasons stand in the letter alone."""

    allegations: tuple[Decided, ...] = ()
    ground: Any = ""
    article: str = ""
    remedy_days: int | None = None


def result_of(complaint: Complaint) -> Result | None:
    """Return the result as it was decided, or None while nothing is (办法 arts. 15, 22, 24, 28)."""
    if complaint.decided_on is not None:
        return Result(
            allegations=tuple(_decided(complaint, complaint.decided_on)),
            remedy_days=reconsider_within(complaint.decided_on),
        )
    if complaint.refused_on is not None:
        words = plainly(complaint.refusal_ground, GROUNDS, complaint.refused_on)
        _marked, article = refusal_in_words(complaint.refusal_ground, complaint.refused_on)
        return Result(ground=words, article=article, remedy_days=reconsider_within(complaint.refused_on))
    if complaint.terminated_on is not None:
        return Result(ground=plainly(complaint.termination, OUTCOMES, complaint.terminated_on))
    return None


def _decided(complaint: Complaint, on: date) -> Iterator[Decided]:
    for each in complaint.allegations.all():
        yield Decided(
            plainly(each.kind, SCOPE, complaint.received_on),
            each.get_finding_display(),
            FINDING_TONES.get(each.finding, "void"),
            plainly(each.outcome, OUTCOMES, on),
        )
