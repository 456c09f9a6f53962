"""A decision about a complaint as it is handed in: one finding an allegation, and what follows from it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from complaints.models import AllegationFinding
from foundation.law import queries as law
from foundation.law.queries import Offered

OUTCOMES: Final = "complaint_outcomes"
NO_MEASURE: Final = "TS24-3"
"""Not confirmed, or not to be established: no measure, the complainant is told why (办法 art. 24)."""
_OF_A_DECISION: Final = "TS24-"
_OF_AN_END: Final = "TS22-"
RECTIFY: Final = "TS24-2D"
"""Rectification within a time limit: the decision orders it by itself (办法 art. 24)."""
UNDER_ARTICLE_15: Final = "TS22-A"
"""The code of an end because the inquiry showed a case of art. 15."""


@dataclass(frozen=True)
class AllegationDecided:
    """What is decided about the allegation at a place: finding, code of the outcome, reasons in words."""

    position: int
    finding: str
    outcome: str
    reasons: str


@dataclass(frozen=True)
class Rectify:
    """What has to be put right within how many working days, where the decision orders it."""

    requirement: str = ""
    days: int | None = None

    @property
    def is_said(self) -> bool:
        """Whether anything was said of it."""
        return bool(self.requirement.strip()) or self.days is not None


def outcomes(on: date) -> tuple[Offered, ...]:
    """Return what may follow from a decision, as the table of a day has it (办法 art. 24)."""
    return tuple(each for each in law.grounds(OUTCOMES, on) if each.code.startswith(_OF_A_DECISION))


def ends(on: date) -> tuple[Offered, ...]:
    """Return on which grounds a complaint may end without a decision (办法 art. 22)."""
    return tuple(each for each in law.grounds(OUTCOMES, on) if each.code.startswith(_OF_AN_END))


def named(code: str, list_code: str, on: date) -> Offered | None:
    """Return an entry of one of the lists of complaints as it was worded on a day, or None."""
    return next((each for each in law.grounds(list_code, on) if code in each.codes), None)


def fits(finding: str, outcome: str) -> bool:
    """Whether an outcome may follow from a finding: no measure without an upheld allegation, and none upheld
    without a measure (办法 art. 24)."""
    return (outcome == NO_MEASURE) == (finding != AllegationFinding.UPHELD)
