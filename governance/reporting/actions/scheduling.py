"""What the timetable owes: the monthly and yearly reports of the province and its cities, each once."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from foundation.audit.locks import hold
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.periods import FIRST_YEAR, MONTHS, Period, Span, month_of, year_of
from foundation.kpi.reading import Ask, ask
from foundation.kpi.releases.naming import code_of
from governance.reporting.actions.ordering import order_by_timetable
from governance.reporting.asking import fed
from governance.reporting.models import Report
from governance.reporting.places import Place, scheduled_places
from governance.reporting.states import ReportState

MONTH_DUE: Final = 5
"""The day of the month on which the report of the month before is due: ledgers of its last days have come by then."""

YEAR_DUE: Final = (1, 20)
"""The day (month, day) on which the report of the year before is due."""

MOST_CAUGHT_UP: Final = 12
"""Periods of one kind that are caught up at most for an area."""

_TOLD_BY: Final = ("case_volume", "opinions_issued", "complaints_received")
_LOCK: Final = "reporting.schedule"


def order_due(today: date) -> dict[str, int]:
    """Order every report that is due and not there; return how many of which kind were ordered.

    Two runs at once wait for one another, and the second finds everything ordered. What was missed or could not be
    written is caught up, back to the first report that the timetable ordered for an area; an area without any begins
    with the period that ended last. Of an area about which nothing was recorded up to the end of a period no report is
    written, and none while somebody else's of the same period is being written: it is asked again the next day.
    """
    ordered = {"month": 0, "year": 0}
    with transaction.atomic():
        hold(_LOCK)
        for place in scheduled_places():
            since = _recorded_since(place, today)
            for period in [*_due(place, "month", today), *_due(place, "year", today)]:
                if since and since <= period.whole.last.isoformat():
                    order_by_timetable(place, period)
                    ordered[period.kind] += 1
    return ordered


def due_on(period: Period) -> date:
    """The day from which the report of a period is due."""
    ended = period.whole.last + timedelta(days=1)
    if period.kind == "year":
        return date(ended.year, *YEAR_DUE)
    return ended.replace(day=MONTH_DUE)


def _due(place: Place, kind: str, today: date) -> list[Period]:
    """The periods whose reports are due and not there, the oldest first.

    One that was ordered before it was due does not stand in for it.
    """
    rows = list(Report.objects.of(place.columns).standing().filter(kind=kind).defer("contents"))
    there = {row.period for row in rows if row.state == ReportState.ORDERED or row.ordered_on >= due_on(row.seen())}
    begun = min((row.period for row in rows if row.is_scheduled), default="")
    found: list[Period] = []
    period = _before(kind, today, today)
    if due_on(period) > today:
        period = _before(kind, period.whole.first, today)
    for _each in range(MOST_CAUGHT_UP if begun else 1):
        if code_of(period) < begun:
            break
        if code_of(period) not in there:
            found.append(period)
        period = _before(kind, period.whole.first, today)
    return found[::-1]


def _before(kind: str, day: date, today: date) -> Period:
    """The period of a kind before the one in which a day lies."""
    if kind == "year":
        return year_of(day.year - 1, today)
    return month_of(day.year - 1, MONTHS, today) if day.month == 1 else month_of(day.year, day.month - 1, today)


def _recorded_since(place: Place, today: date) -> str:
    """The first month of an area in which anything was counted, as 2025-03-01; empty where nothing ever was."""
    codes = tuple(sorted({code for kpi in fed(_TOLD_BY) for code in kpi_of(kpi).codes}))
    asked = Ask("ever", codes, Span(date(FIRST_YEAR, 1, 1), today), by="month")
    answers = ask(place.area, [asked], today)
    return min((month for code in codes for month in answers.counts("ever", code)), default="")
