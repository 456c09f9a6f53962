"""By when the barred may ask for administrative reconsideration (行政复议法 art. 20)."""

from datetime import date

from django.utils import timezone

from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import reckon
from foundation.clocks.rules import ClockEvent, ClockEventKind
from foundation.clocks.statutory import NoSuchLimit, statutory_rule
from institutions.models import Restriction

RECONSIDERATION = "DL30"


def reconsider_by(row: Restriction) -> date | None:
    """Return the last day for asking, counted from the day on which the barred was told; None without such a limit."""
    told = timezone.localdate(row.recorded_at)
    try:
        rule = statutory_rule(RECONSIDERATION, told)
    except NoSuchLimit:
        return None
    return reckon(rule, [ClockEvent(ClockEventKind.START, told)], current_calendar(), timezone.localdate()).due_on
