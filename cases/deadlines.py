"""The clocks of a case: seven working days to decide about an entrustment (程序通则 art. 13), thirty to complete
the appraisal from the day the agreement takes effect (art. 28)."""

from datetime import date

from cases.models import Case, Entrustment
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind, ClockRule
from foundation.clocks.statutory import statutory_rule
from foundation.desk.charts.days import SOON

DECISION, OPINION = "DL01", "DL02"
ARTICLES = {DECISION: "司法鉴定程序通则第十三条", OPINION: "司法鉴定程序通则第二十八条"}


def opinion_rule(on: date) -> ClockRule:
    """Return the rule for completing an appraisal as the legal tables hold it on a day.

    Raises NoSuchLimit when the tables have none, since no due date may then be printed.
    """
    return statutory_rule(OPINION, on, ARTICLES[OPINION])


def decision_rule(on: date) -> ClockRule:
    """Return the rule for deciding about an entrustment as the legal tables hold it on a day.

    The law names no most for an agreed longer time. Raises NoSuchLimit when the tables have no rule.
    """
    return statutory_rule(DECISION, on, ARTICLES[DECISION])


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
