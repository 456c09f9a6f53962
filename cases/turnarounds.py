"""The turnaround of one case: working days from the agreement's effect to the issue (decisions.md 23)."""

from datetime import date

from cases.deadlines import pauses_of
from cases.models import Case
from foundation.clocks.queries import current_calendar
from foundation.clocks.turnaround import Turnaround, turnaround


def turnaround_of(case: Case, issued_on: date) -> Turnaround:
    """Count the turnaround of a case issued on a day, net of its pauses, and gross."""
    return turnaround(current_calendar(), case.effective_on, issued_on, pauses_of(case, issued_on))
