"""The clocks of a complaint: seven working days to decide about acceptance (条例 art. 47), sixty calendar days
from acceptance to decide the matter, lengthened once by at most thirty (办法 art. 25), seven working days to inform
both sides (办法 art. 26), three years to complain (办法 art. 4)."""

from calendar import monthrange
from datetime import date

from complaints.articles import of_measures
from complaints.models import Complaint, SupplementRequest
from complaints.states import MATTER_OPEN, ComplaintState
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind, ClockRule
from foundation.clocks.statutory import statutory_rule
from foundation.law import queries as law

ACCEPTANCE, SUPPLEMENT, DECISION, INFORMING, LIMITATION = "DL06", "DL07", "DL08", "DL09", "DL10"
RECONSIDERATION = "DL30"
"""The time in which an administrative reconsideration may be asked for, which letters name."""
AWAITED = "EX-4"
"""The ground on which a clock rests while a supplement is awaited."""
ARTICLES = {
    SUPPLEMENT: of_measures("第十四条"),
    ACCEPTANCE: "山东省司法鉴定条例第四十七条",
    DECISION: of_measures("第二十五条"),
    INFORMING: of_measures("第二十六条"),
}


def acceptance_clock(complaint: Complaint, as_of: date) -> Reckoning:
    """Reckon how long the organ has to accept or refuse. The time in which a supplement is awaited does not
    count (条例 art. 47); the decision stops the clock."""
    events = [ClockEvent(ClockEventKind.START, complaint.received_on), *_pauses(complaint)]
    ended = complaint.accepted_on or complaint.refused_on or complaint.abandoned_on or complaint.terminated_on
    if ended is not None:
        events.append(ClockEvent(ClockEventKind.STOP, ended))
    return reckon(_rule(ACCEPTANCE, complaint.received_on), events, current_calendar(), as_of)


def decision_clock(complaint: Complaint, as_of: date) -> Reckoning | None:
    """Reckon how long the organ has to decide the matter, its extension included, or None before acceptance.

    The decision stops the clock, and so does the end without one (办法 arts. 22, 25).
    """
    if complaint.accepted_on is None:
        return None
    events = [ClockEvent(ClockEventKind.START, complaint.accepted_on)]
    if complaint.extended_on is not None:
        events.append(ClockEvent(ClockEventKind.EXTEND, complaint.extended_on, amount=complaint.extended_days))
    ended = complaint.decided_on or complaint.terminated_on
    if ended is not None:
        events.append(ClockEvent(ClockEventKind.STOP, ended))
    return reckon(decision_rule(complaint.accepted_on), events, current_calendar(), as_of)


def informing_clock(complaint: Complaint, as_of: date) -> Reckoning | None:
    """Reckon how long the organ has to inform both sides, or None before the decision (办法 art. 26)."""
    if complaint.decided_on is None:
        return None
    events = [ClockEvent(ClockEventKind.START, complaint.decided_on)]
    if complaint.informed_on is not None:
        events.append(ClockEvent(ClockEventKind.STOP, complaint.informed_on))
    return reckon(_rule(INFORMING, complaint.decided_on), events, current_calendar(), as_of)


def present_clock(complaint: Complaint, as_of: date) -> Reckoning | None:
    """Return the clock of the present stage: acceptance, decision, or informing both sides."""
    if complaint.decided_on is not None:
        return informing_clock(complaint, as_of)
    if complaint.accepted_on is not None:
        return decision_clock(complaint, as_of)
    return acceptance_clock(complaint, as_of)


def decision_rule(accepted_on: date) -> ClockRule:
    """Return the rule for deciding what was accepted on a day, with the most that an extension may add."""
    return _rule(DECISION, accepted_on)


def accept_by(received_on: date) -> Reckoning:
    """Reckon the last day for a decision about the acceptance of what was received on a day."""
    start = ClockEvent(ClockEventKind.START, received_on)
    return reckon(_rule(ACCEPTANCE, received_on), [start], current_calendar(), received_on)


def decide_by(accepted_on: date) -> Reckoning:
    """Reckon the last day for the decision of a complaint that was accepted on a day and not extended."""
    start = ClockEvent(ClockEventKind.START, accepted_on)
    return reckon(decision_rule(accepted_on), [start], current_calendar(), accepted_on)


def inform_by(decided_on: date) -> Reckoning:
    """Reckon the last day for informing both sides of what was decided on a day."""
    start = ClockEvent(ClockEventKind.START, decided_on)
    return reckon(_rule(INFORMING, decided_on), [start], current_calendar(), decided_on)


def due(complaint: Complaint, as_of: date) -> tuple[date | None, bool]:
    """Return the day that counts in the present state, and whether it rests on an unpublished calendar."""
    clock: Reckoning | None = None
    if complaint.state == ComplaintState.RECEIVED:
        clock = acceptance_clock(complaint, as_of)
    elif complaint.state in MATTER_OPEN:
        clock = decision_clock(complaint, as_of)
    elif complaint.state == ComplaintState.DECIDED:
        clock = informing_clock(complaint, as_of)
    return (clock.due_on, clock.provisional) if clock is not None else (None, False)


def reconsider_within(on: date) -> int:
    """Return the days in which a reconsideration of what was decided on a day may be asked for (行政复议法 art. 20)."""
    return statutory_rule(RECONSIDERATION, on).amount


def ask_by(complaint: Complaint) -> Reckoning:
    """Reckon the last day on which a supplement may be asked for (办法 art. 14)."""
    start = ClockEvent(ClockEventKind.START, complaint.received_on)
    return reckon(_rule(SUPPLEMENT, complaint.received_on), [start], current_calendar(), complaint.received_on)


def last_day_to_complain(known_on: date, received_on: date) -> date:
    """Return the last day of the three years after the day of knowledge, by the law of the day of receipt (art. 4).

    Raises LookupError when the legal tables hold no such limit in years.
    """
    row = law.deadline(LIMITATION, received_on)
    if row is None or row.amount is None or row.unit != "year":
        raise LookupError(f"The legal tables hold no {LIMITATION} in years for {received_on}.")
    year = known_on.year + row.amount
    return date(year, known_on.month, min(known_on.day, monthrange(year, known_on.month)[1]))


def _pauses(complaint: Complaint) -> list[ClockEvent]:
    asked = SupplementRequest.objects.filter(complaint=complaint).first()
    if asked is None:
        return []
    pause = ClockEvent(ClockEventKind.PAUSE, asked.asked_on, code=AWAITED, ref=AWAITED)
    if asked.answered_on is None:
        return [pause]
    return [pause, ClockEvent(ClockEventKind.RESUME, asked.answered_on, code=AWAITED, ref=AWAITED)]


def _rule(code: str, on: date) -> ClockRule:
    return statutory_rule(code, on, ARTICLES[code])
