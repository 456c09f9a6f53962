"""Time limits of licences: renewal is to be asked for 60 days before the last valid day (条例 art. 13)."""

from datetime import date

from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import Reckoning, reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind
from foundation.clocks.statutory import NoSuchLimit, statutory_rule

RENEWAL = "DL15"


def renewal(until: date, as_of: date) -> Reckoning | None:
    """Reckon by when renewal of a licence or certificate is to be asked for; None where the tables have no such limit.

    `until` is the last valid day. Shandong's 60 days are counted; the national 30 are the last date of another
    rule (rules.md, conflicts). The day is not moved when it is a rest day (decisions.md 3).
    """
    try:
        rule = statutory_rule(RENEWAL, as_of)
    except NoSuchLimit:
        return None
    return reckon(rule, [ClockEvent(ClockEventKind.START, until)], current_calendar(), as_of)
