"""The clocks of a case: seven working days to decide about an entrustment (程序通则 art. 13), thirty to complete
the appraisal from the day the agreement takes effect (art. 28)."""

from datetime import date

from cases.models import Case, Entrustment
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind, ClockRule, unit_and_direction
from foundation.desk.charts.days import SOON
from foundation.law import queries as law

DECISION, OPINION = "DL01", "DL02"
ARTICLES = {DECISION: "司法鉴定程序通则第十三条", OPINION: "司法鉴定程序通则第二十八条"}
EXTENSION = 30


def opinion_rule(on: date) -> ClockRule:
    """Return the rule for completing an appraisal as the legal tables hold it on a day.

    Raises LookupError when the tables have none, since no due date may then be printed.
    """
    return _rule(OPINION, on, EXTENSION)


def decision_rule(on: date) -> ClockRule:
    """Return the rule for deciding about an entrustment as the legal tables hold it on a day.

    The law names no most for an agreed longer time. Raises LookupError when the tables have no rule.
    """
    return _rule(DECISION, on, None)


def decision_clock(entrustment: Entrustment, as_of: date) -> Reckoning:
    """Reckon how long the institution has to decide; the decision or a withdrawal stops the clock."""
    events = [ClockEvent(ClockEventKind.START, entrustment.received_on)]
    ended = entrustment.withdrawn_on or entrustment.refused_on or entrustment.accepted_on
    if ended is not None:
        events.append(ClockEvent(ClockEventKind.STOP, ended))
    return reckon(decision_rule(entrustment.received_on), events, current_calendar(), as_of)


def decide_by(received_on: date) -> Reckoning:
    """Reckon the last day for a decision about what was received on a day, before anything is filed."""
    start = ClockEvent(ClockEventKind.START, received_on)
    return reckon(decision_rule(received_on), [start], current_calendar(), received_on)


def _rule(code: str, on: date, extension_max: int | None) -> ClockRule:
    row = law.deadline(code, on)
    if row is None or row.amount is None:
        raise LookupError(f"The legal tables hold no {code} for {on}.")
    unit_direction = unit_and_direction(row.unit)
    if unit_direction is None:
        raise LookupError(f"{code} has the unit {row.unit}, which no clock counts.")
    unit, direction = unit_direction
    return ClockRule(
        code=code,
        version=row.effective_from.isoformat(),
        amount=row.amount,
        unit=unit,
        direction=direction,
        article=ARTICLES[code],
        source=row.source_text,
        extension_max=extension_max,
    )


def last_day_soon(today: date) -> date:
    """Return the last day of the next five working days: what is due until then is due soon (interface.md)."""
    return current_calendar().add_working_days(today, SOON)


def clock_of(case: Case, as_of: date) -> Reckoning:
    """Reckon the clock of a case. An imported case has no pauses on file; its clock runs straight through."""
    events = [ClockEvent(ClockEventKind.START, case.effective_on)]
    ended = case.issued_on or case.terminated_on
    if ended is not None:
        events.append(ClockEvent(ClockEventKind.STOP, ended))
    return reckon(opinion_rule(case.effective_on), events, current_calendar(), as_of)
