"""Whatever happens to a complaint and when, its stored day is that of a clock reckoned from the days alone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints.actions.concluding import decide
from complaints.actions.deciding import accept
from complaints.actions.extending import extend
from complaints.actions.recounting import recount
from complaints.actions.supplementing import ask_supplement, record_supplement
from complaints.deadlines import acceptance_clock, decision_clock
from complaints.models import Complaint
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.clocks.queries import current_calendar
from tests.complaints.investigations import (
    DECISION,
    acting,
    latest,
    make_accepted,
    make_handler,
    make_investigated,
    make_leader,
)
from tests.factories.complaints import make_complaint
from tests.people import Cast

BEIJING = ZoneInfo("Asia/Shanghai")


class on(time_machine.travel):  # noqa: N801  (read as a word: `with on(day):`)
    """Ten in the morning of a day."""

    def __init__(self, day: date) -> None:
        super().__init__(datetime(day.year, day.month, day.day, 10, 0, tzinfo=BEIJING), tick=False)


def counted_accept_by(received: date, pause: tuple[date, date] | None) -> date:
    """Count the seven working days one by one; those after the request and before the answer do not count."""
    calendar, day, left = current_calendar(), received, 7
    while left:
        day += timedelta(days=1)
        rests = pause is not None and pause[0] < day <= pause[1]
        left -= calendar.is_working_day(day) and not rests
    return day


def counted_decide_by(accepted: date, days: int) -> date:
    """Add the calendar days; a rest day moves the end to the next working day."""
    calendar, day = current_calendar(), accepted + timedelta(days=60 + days)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


@pytest.mark.django_db(transaction=True)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    received=st.dates(date(2026, 1, 5), date(2026, 7, 1)),
    ask_after=st.none() | st.integers(0, 6),
    answer_after=st.integers(1, 40),
    extension=st.none() | st.tuples(st.integers(0, 55), st.integers(1, 30)),
)
def test_the_stored_day_is_the_one_that_is_counted_day_by_day(
    cast: Cast, received: date, ask_after: int | None, answer_after: int, extension: tuple[int, int] | None
) -> None:
    officer = cast.actor("jinan")
    with on(received):
        row = make_complaint(cast.jinan_institution, known_on=received).complaint
    pause, day = None, received
    if ask_after is not None:
        pause = (received + timedelta(days=ask_after), received + timedelta(days=ask_after + answer_after))
        with on(pause[0]):
            row = ask_supplement(
                row.pk, by=officer, version=row.trail_seq, asked_for="示例", answer_by=pause[0] + timedelta(days=45)
            )
        with on(pause[1]):
            row = record_supplement(row.pk, by=officer, version=row.trail_seq)
            day = pause[1]
            assert acceptance_clock(row, day).due_on == latest(row).due_on
    assert latest(row).due_on == counted_accept_by(received, pause)
    with on(day):
        row = accept(row.pk, by=officer, version=row.trail_seq, reason="示例：受理")
    assert latest(row).due_on == counted_decide_by(day, 0)
    added = 0
    if extension is not None:
        after, added = extension
        with on(day + timedelta(days=after)):
            found = Posting.objects.filter(role=Role.LEADER, organisation=cast.jinan.organisation).first()
            row = extend(
                row.pk, by=acting(found or make_leader(cast)), version=row.trail_seq, days=added, reason="示例：复杂"
            )
    row = latest(row)
    clock = decision_clock(row, day)
    assert row.due_on == counted_decide_by(day, added)
    assert clock is not None
    assert decision_clock(row, day + timedelta(days=56)).due_on == row.due_on
    Complaint.objects.filter(pk=row.pk).update(due_on=day)
    with on(day + timedelta(days=56)):
        recount()
    assert latest(row).due_on == row.due_on


def test_a_decision_stops_the_clock_and_a_late_one_stays_late(cast: Cast) -> None:
    with on(date(2026, 3, 2)):
        handler = make_handler(cast)
        accepted = make_accepted(cast, known_on=date(2026, 2, 1))
        row = make_investigated(cast, [cast.jinan, handler], accepted)
    with on(date(2026, 5, 11)):
        row = decide(row.pk, by=cast.actor("jinan"), version=row.trail_seq, decided=DECISION)
    clock = decision_clock(latest(row), date(2026, 11, 25))
    assert clock is not None
    assert (clock.late, clock.stopped_on) == (True, date(2026, 5, 11))
