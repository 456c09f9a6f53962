"""Time limits of the law, each date worked out by hand on the calendar of 2026 and 2027."""

from datetime import date

import pytest

from foundation.clocks.reckoning import ClockState, reckon
from foundation.clocks.rules import ClockError, ClockEvent, ClockEventKind, ClockRule, Unit
from tests.clocks.calendars import (
    ACCEPTANCE,
    CHINA,
    COMPLAINT,
    HEARING,
    MOVE,
    OPINION,
    RECTIFICATION,
    RENEWAL,
    agree,
    agree_day,
    extend,
    pause,
    start,
    stop,
)

FAR = date(2027, 12, 31)


def warned(reckoning):
    return [line.key for line in reckoning.warnings]


def test_seven_working_days_over_the_spring_festival_count_both_make_up_saturdays():
    # 13, 14 (Saturday, worked), 24, 25, 26, 27 and 28 February (Saturday, worked).
    reckoning = reckon(ACCEPTANCE, [start(date(2026, 2, 12))], CHINA, date(2026, 2, 24))
    assert reckoning.due_on == date(2026, 2, 28)
    assert (reckoning.used, reckoning.remaining) == (3, 4)
    assert reckoning.state is ClockState.RUNNING
    assert not reckoning.provisional


def test_thirty_working_days_over_mid_autumn_and_national_day():
    # 15-18, 20 (Sunday, worked), 21-24, 28-30 September: 12; 8, 9, 10 (Saturday, worked), 12-16, 19-23, 26-30 October.
    reckoning = reckon(OPINION, [start(date(2026, 9, 14))], CHINA, date(2026, 10, 31))
    assert reckoning.due_on == date(2026, 10, 30)
    assert reckoning.state is ClockState.LATE
    assert reckoning.late
    assert reckoning.remaining == 0  # Saturday 31 October: late, though no working day has gone by.
    assert reckon(OPINION, [start(date(2026, 9, 14))], CHINA, date(2026, 11, 3)).remaining == -2


def test_the_last_day_itself_is_in_time():
    events = [start(date(2026, 9, 14))]
    assert reckon(OPINION, events, CHINA, date(2026, 10, 30)).state is ClockState.RUNNING
    assert not reckon(OPINION, [*events, stop(date(2026, 10, 30))], CHINA, FAR).late
    assert reckon(OPINION, [*events, stop(date(2026, 10, 31))], CHINA, FAR).late


def test_a_case_accepted_in_november_2026_falls_due_in_2027_and_says_so():
    # 24-27, 30 November to 31 December (28 in all), 1 January off, 4 and 5 January.
    reckoning = reckon(OPINION, [start(date(2026, 11, 23))], CHINA, date(2026, 11, 23))
    assert reckoning.due_on == date(2027, 1, 5)
    assert reckoning.provisional
    assert warned(reckoning) == ["provisional"]


def test_a_pause_leaves_out_the_days_after_its_beginning_through_its_end():
    # Left out: 29, 30 September, 8, 9, 10 and 12 October: six; so six more working days after 30 October.
    events = [start(date(2026, 9, 14)), *pause(date(2026, 9, 28), date(2026, 10, 12))]
    reckoning = reckon(OPINION, events, CHINA, FAR)
    assert reckoning.paused == 6
    assert reckoning.due_on == date(2026, 11, 9)


def test_overlapping_pauses_count_once():
    events = [
        start(date(2026, 9, 14)),
        *pause(date(2026, 9, 28), date(2026, 10, 9), ref="materials"),
        *pause(date(2026, 10, 8), date(2026, 10, 12), ref="fee", code="EX-2"),
    ]
    reckoning = reckon(OPINION, events, CHINA, FAR)
    assert reckoning.paused == 6
    assert reckoning.due_on == date(2026, 11, 9)
    assert "pauses_overlap" in [line.key for line in reckoning.lines]


def test_a_pause_within_another_and_the_same_reference_changes_nothing():
    events = [start(date(2026, 9, 14)), *pause(date(2026, 9, 28), date(2026, 10, 12))]
    inner = pause(date(2026, 9, 29), date(2026, 10, 9))
    assert reckon(OPINION, [*events, *inner], CHINA, FAR).due_on == date(2026, 11, 9)


def test_an_open_pause_holds_the_clock_and_moves_the_due_date_day_by_day():
    events = [start(date(2026, 9, 14)), *pause(date(2026, 9, 28))]
    reckoning = reckon(OPINION, events, CHINA, date(2026, 10, 12))
    assert reckoning.state is ClockState.PAUSED
    assert reckoning.due_on == date(2026, 11, 9)
    assert reckoning.used == 10
    assert reckoning.remaining == 20
    assert reckon(OPINION, events, CHINA, FAR).state is ClockState.PAUSED


def test_a_pause_begun_after_the_due_date_changes_nothing():
    events = [start(date(2026, 9, 14)), *pause(date(2026, 10, 31))]
    reckoning = reckon(OPINION, events, CHINA, date(2026, 11, 20))
    assert reckoning.due_on == date(2026, 10, 30)
    assert reckoning.state is ClockState.LATE
    assert reckoning.paused == 0
    assert "pause_after_due" in [line.key for line in reckoning.lines]


def test_a_pause_begun_on_the_due_date_changes_nothing_since_that_day_still_counts():
    events = [start(date(2026, 9, 14)), *pause(date(2026, 10, 30), date(2026, 11, 5))]
    assert reckon(OPINION, events, CHINA, FAR).due_on == date(2026, 10, 30)


def test_a_ground_that_does_not_pause_this_limit_warns():
    events = [start(date(2026, 9, 14)), *pause(date(2026, 9, 28), date(2026, 9, 29), code="EX-6")]
    assert warned(reckon(OPINION, events, CHINA, FAR)) == ["pause_not_listed"]


def test_an_extension_lengthens_the_same_period():
    # 30 + 30 = 60 working days from the start: six full weeks after 30 October.
    approved = date(2026, 10, 30)
    reckoning = reckon(OPINION, [start(date(2026, 9, 14)), extend(approved, 30, approved)], CHINA, FAR)
    assert reckoning.limit == 60
    assert reckoning.due_on == date(2026, 12, 11)
    assert warned(reckoning) == []


def test_an_extension_approved_after_the_due_date_is_kept_but_cures_nothing():
    events = [start(date(2026, 9, 14)), extend(date(2026, 10, 31), 30, date(2026, 10, 31))]
    reckoning = reckon(OPINION, events, CHINA, date(2026, 11, 10))
    assert reckoning.due_on == date(2026, 10, 30)
    assert reckoning.state is ClockState.LATE
    assert warned(reckoning) == ["extended_late"]


def test_an_extension_approved_during_a_pause_is_in_time():
    events = [
        start(date(2026, 9, 14)),
        *pause(date(2026, 9, 28), date(2026, 12, 15)),
        extend(date(2026, 12, 1), 5, date(2026, 12, 1)),
    ]
    reckoning = reckon(OPINION, events, CHINA, FAR)
    assert reckoning.limit == 35
    assert warned(reckoning) == ["provisional"]


def test_a_second_extension_one_above_thirty_and_one_without_notice_warn():
    events = [
        start(date(2026, 9, 14)),
        extend(date(2026, 10, 12), 31, date(2026, 10, 12)),
        extend(date(2026, 10, 13), 5),
    ]
    reckoning = reckon(OPINION, events, CHINA, date(2026, 10, 14))
    assert reckoning.limit == 66
    assert warned(reckoning)[:3] == ["extended_too_far", "extended_again", "extension_not_notified"]


def test_what_the_law_forbids_to_extend_warns_at_the_first_day():
    events = [start(date(2025, 9, 1)), extend(date(2026, 3, 2), 1, date(2026, 3, 2))]
    assert "extended_too_far" in warned(reckon(RECTIFICATION, events, CHINA, date(2026, 3, 2)))


def test_an_agreed_limit_replaces_the_lawful_one():
    # 15 working days: 15-18, 20-24, 28-30 September (12), 8, 9, 10 October.
    events = [start(date(2026, 9, 14)), agree(date(2026, 9, 14), 15)]
    reckoning = reckon(OPINION, events, CHINA, FAR)
    assert reckoning.limit == 15
    assert reckoning.due_on == date(2026, 10, 10)


def test_an_extension_is_added_to_the_agreed_limit():
    events = [extend(date(2026, 9, 20), 15, date(2026, 9, 20)), agree(date(2026, 9, 14), 15), start(date(2026, 9, 14))]
    reckoning = reckon(OPINION, events, CHINA, FAR)
    assert reckoning.limit == 30
    assert reckoning.due_on == date(2026, 10, 30)


def test_an_agreed_day_is_the_last_day_whatever_was_extended_and_paused_before():
    events = [
        start(date(2026, 9, 14)),
        extend(date(2026, 9, 20), 15, date(2026, 9, 20)),
        *pause(date(2026, 9, 21), date(2026, 9, 30)),
        agree_day(date(2026, 10, 12), date(2026, 11, 28)),  # a Saturday
    ]
    reckoning = reckon(OPINION, events, CHINA, date(2026, 10, 12))
    assert reckoning.due_on == date(2026, 11, 30)
    (line,) = [line for line in reckoning.lines if line.key == "agreed_until"]
    assert (line.params["until"], line.article) == (date(2026, 11, 28), OPINION.article)
    assert reckon(OPINION, [*events, extend(date(2026, 11, 2), 2)], CHINA, date(2026, 11, 2)).due_on == date(
        2026, 12, 2
    )


def test_a_day_cannot_be_agreed_for_months_and_only_an_agreement_names_one():
    with pytest.raises(ClockError, match="no day can be agreed"):
        reckon(MOVE, [start(date(2026, 9, 14)), agree_day(date(2026, 9, 20), date(2026, 10, 1))], CHINA, FAR)
    with pytest.raises(ClockError, match="cannot carry the last day"):
        ClockEvent(ClockEventKind.EXTEND, date(2026, 9, 14), amount=3, until=date(2026, 10, 1))


def test_a_limit_agreed_after_the_due_date_cures_nothing():
    events = [start(date(2026, 9, 14)), agree(date(2026, 11, 2), 90)]
    reckoning = reckon(OPINION, events, CHINA, date(2026, 11, 10))
    assert reckoning.due_on == date(2026, 10, 30)
    assert warned(reckoning) == ["agreed_late"]


def test_a_limit_agreed_when_it_had_already_run_out_changes_nothing():
    events = [start(date(2026, 9, 14)), agree(date(2026, 10, 12), 5)]
    reckoning = reckon(OPINION, events, CHINA, date(2026, 10, 12))
    assert reckoning.due_on == date(2026, 10, 30)
    assert warned(reckoning) == ["agreed_past"]


def test_a_change_after_the_end_changes_nothing():
    events = [start(date(2026, 9, 14)), stop(date(2026, 9, 30)), extend(date(2026, 10, 8), 30, date(2026, 10, 8))]
    reckoning = reckon(OPINION, events, CHINA, FAR)
    assert reckoning.due_on == date(2026, 10, 30)
    assert warned(reckoning) == ["extended_after_stop"]


def test_a_calendar_period_that_ends_in_the_national_holiday_moves_to_its_end():
    reckoning = reckon(COMPLAINT, [start(date(2026, 8, 4))], CHINA, date(2026, 9, 1))
    assert reckoning.due_on == date(2026, 10, 8)
    moved = next(line for line in reckoning.lines if line.key == "rest_day_moves_on")
    assert moved.params == {"from": date(2026, 10, 3), "to": date(2026, 10, 8)}
    assert moved.article == "民法典 第203条"


def test_a_calendar_period_that_ends_on_a_make_up_saturday_is_not_moved():
    assert reckon(COMPLAINT, [start(date(2026, 8, 11))], CHINA, FAR).due_on == date(2026, 10, 10)


def test_a_pause_of_a_calendar_period_counts_calendar_days():
    # 3 October + 10 days = 13 October.
    events = [start(date(2026, 8, 4)), *pause(date(2026, 8, 20), date(2026, 8, 30))]
    reckoning = reckon(COMPLAINT, events, CHINA, FAR)
    assert reckoning.paused == 10
    assert reckoning.due_on == date(2026, 10, 13)


def test_a_pause_between_the_rest_day_and_the_day_moved_to_takes_that_day_away():
    events = [start(date(2026, 8, 4)), *pause(date(2026, 10, 5), date(2026, 10, 9))]
    assert reckon(COMPLAINT, events, CHINA, FAR).due_on == date(2026, 10, 10)


def test_months_end_on_the_corresponding_day_or_the_last_of_the_month():
    assert reckon(MOVE, [start(date(2026, 3, 31))], CHINA, FAR).due_on == date(2026, 9, 30)
    # 28 February 2027 is a Sunday.
    reckoning = reckon(MOVE, [start(date(2026, 8, 31))], CHINA, FAR)
    assert reckoning.due_on == date(2027, 3, 1)
    assert reckoning.provisional


def test_a_year_ends_on_the_corresponding_day_and_moves_off_the_holiday():
    reckoning = reckon(RECTIFICATION, [start(date(2025, 10, 1))], CHINA, FAR)
    assert reckoning.due_on == date(2026, 10, 8)


def test_sixty_days_before_expiry_are_not_moved_off_a_sunday():
    reckoning = reckon(RENEWAL, [start(date(2026, 12, 31))], CHINA, date(2026, 10, 22))
    assert reckoning.due_on == date(2026, 11, 1)
    assert reckoning.remaining == 10
    assert not reckoning.provisional
    assert reckon(RENEWAL, [start(date(2026, 12, 31))], CHINA, date(2026, 11, 2)).state is ClockState.LATE


def test_seven_working_days_before_a_hearing():
    # 10, 9, 8 October, 30, 29, 28 and 24 September.
    reckoning = reckon(HEARING, [start(date(2026, 10, 12))], CHINA, date(2026, 9, 1))
    assert reckoning.due_on == date(2026, 9, 24)


def test_a_clock_without_a_start_has_no_due_date():
    reckoning = reckon(OPINION, [start(date(2026, 12, 1))], CHINA, date(2026, 11, 23))
    assert reckoning.state is ClockState.NOT_STARTED
    assert reckoning.due_on is None


def test_a_day_in_the_past_sees_only_what_was_known_then():
    events = [start(date(2026, 9, 14)), extend(date(2026, 10, 12), 30, date(2026, 10, 12)), stop(date(2026, 11, 20))]
    reckoning = reckon(OPINION, events, CHINA, date(2026, 9, 30))
    assert reckoning.due_on == date(2026, 10, 30)
    assert reckoning.state is ClockState.RUNNING


def test_a_stop_ends_an_open_pause():
    events = [start(date(2026, 9, 14)), *pause(date(2026, 9, 28)), stop(date(2026, 10, 12))]
    reckoning = reckon(OPINION, events, CHINA, FAR)
    assert reckoning.state is ClockState.STOPPED
    assert reckoning.due_on == date(2026, 11, 9)
    assert reckoning.used == 10


@pytest.mark.parametrize(
    "events",
    [
        [start(date(2026, 9, 14)), start(date(2026, 9, 15))],
        [start(date(2026, 9, 14)), stop(date(2026, 9, 11))],
        [start(date(2026, 9, 14)), ClockEvent(ClockEventKind.RESUME, date(2026, 9, 15))],
    ],
    ids=["two starts", "stop before start", "resumption without pause"],
)
def test_contradicting_events_are_refused(events):
    with pytest.raises(ClockError):
        reckon(OPINION, events, CHINA, FAR)


def test_a_backward_limit_cannot_be_paused():
    with pytest.raises(ClockError):
        reckon(RENEWAL, [start(date(2026, 12, 31)), *pause(date(2026, 10, 1))], CHINA, FAR)


def test_amounts_below_one_are_refused():
    with pytest.raises(ClockError):
        extend(date(2026, 9, 14), 0)
    with pytest.raises(ClockError):
        ClockEvent(ClockEventKind.STOP, date(2026, 9, 14), amount=3)
    with pytest.raises(ValueError, match="amount of at least 1"):
        ClockRule("X", "1", 0, Unit.WORKING_DAY, "")
