"""Time limits of licences: renewal is to be asked for 60 days before the last valid day (条例 art. 13)."""

from datetime import date

from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind
from foundation.clocks.statutory import NoSuchLimit, statutory_rule

RENEWAL = "DL15"


def renewal(until: date, as_of: date, asked_on: date | None = None) -> Reckoning | None:
    """Reckon by when renewal of a licence or certificate is to be asked for; None where the tables have no such limit.

    `until` is the last valid day. Shandong's 60 days are counted; the national 30 are the last date of another
    rule (rules.md, conflicts; institutions.renewing). It stops on `asked_on`, the day of
    a pending application. The day is not moved when it is a rest day (decisions.md 3).
    """
    try:
        rule = statutory_rule(RENEWAL, as_of)
    except NoSuchLimit:
        return None
    events = [ClockEvent(ClockEventKind.START, until)]
    if asked_on is not None:
        events.append(ClockEvent(ClockEventKind.STOP, asked_on))
    return reckon(rule, events, current_calendar(), as_of)
