"""The clock of a case: thirty working days from the day the agreement takes effect (程序通则 art. 28)."""

from datetime import date

from cases.models import Case
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind, ClockRule, unit_and_direction
from foundation.law import queries as law

OPINION = "DL02"
ARTICLE = "司法鉴定程序通则第二十八条"
EXTENSION = 30


def opinion_rule(on: date) -> ClockRule:
    """Return the rule for completing an appraisal as the legal tables hold it on a day.

    Raises LookupError when the tables have none, since no due date may then be printed.
    """
    row = law.deadline(OPINION, on)
    if row is None or row.amount is None:
        raise LookupError(f"The legal tables hold no {OPINION} for {on}.")
    unit_direction = unit_and_direction(row.unit)
    if unit_direction is None:
        raise LookupError(f"{OPINION} has the unit {row.unit}, which no clock counts.")
    unit, direction = unit_direction
    return ClockRule(
        code=OPINION,
        version=row.effective_from.isoformat(),
        amount=row.amount,
        unit=unit,
        direction=direction,
        article=ARTICLE,
        source=row.source_text,
        extension_max=EXTENSION,
    )


def clock_of(case: Case, as_of: date) -> Reckoning:
    """Reckon the clock of a case. An imported case has no pauses on file; its clock runs straight through."""
    events = [ClockEvent(ClockEventKind.START, case.effective_on)]
    ended = case.issued_on or case.terminated_on
    if ended is not None:
        events.append(ClockEvent(ClockEventKind.STOP, ended))
    return reckon(opinion_rule(case.effective_on), events, current_calendar(), as_of)
