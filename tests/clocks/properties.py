"""The properties of reckoning as Hypothesis checks, run briefly by the suite and at length by the proofs."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foundation.clocks.reckoning import ClockState, reckon
from foundation.clocks.rules import Unit
from foundation.clocks.turnaround import due_on_simple, net_working_days
from tests.clocks.calendars import (
    ACCEPTANCE,
    CHINA,
    COMPLAINT,
    MOVE,
    OPINION,
    RECTIFICATION,
    agree,
    agree_day,
    count_slowly,
    due_slowly,
    extend,
    pause,
    start,
    works,
)

FAR = date(2031, 1, 1)


def holds_for(*strategies):
    """Declare a property: called with a number of examples it becomes a test of that length."""

    def declare(check):
        return lambda examples: settings(max_examples=examples, deadline=None)(given(*strategies)(check))

    return declare


STARTS = st.dates(date(2025, 1, 1), date(2027, 6, 30))
RULES = st.sampled_from([OPINION, ACCEPTANCE, COMPLAINT, MOVE, RECTIFICATION])
DAY_CLOCKS = (OPINION, ACCEPTANCE, COMPLAINT)
DAY_RULES = st.sampled_from(DAY_CLOCKS)


@st.composite
def clocks(draw, rules=RULES, changes=True):
    """A rule, its start, some closed pauses and, unless refused, some extensions and agreements."""
    rule, begun = draw(rules), draw(STARTS)
    spans = draw(st.lists(st.tuples(st.integers(-5, 90), st.integers(0, 40)), max_size=4))
    pauses = [(begun + timedelta(days=after), begun + timedelta(days=after + long)) for after, long in spans]
    events = [start(begun)]
    for number, (begin, end) in enumerate(pauses):
        events += pause(begin, end, ref=str(number))
    if changes:
        for after, amount in draw(st.lists(st.tuples(st.integers(0, 120), st.integers(1, 40)), max_size=3)):
            day = begun + timedelta(days=after)
            change = draw(st.sampled_from([extend, agree, agree_day] if rule in DAY_CLOCKS else [extend, agree]))
            events.append(change(day, day + timedelta(days=amount) if change is agree_day else amount))
    return rule, begun, events, pauses


def last_day(events):
    return max(event.on for event in events)


@holds_for(clocks(), st.integers(0, 900))
def same_on_any_day(clock, later):
    rule, _, events, _ = clock
    known = last_day(events)
    first = reckon(rule, events, CHINA, known)
    again = reckon(rule, events, CHINA, known + timedelta(days=later))
    assert (again.due_on, again.limit, again.paused, again.warnings) == (
        first.due_on,
        first.limit,
        first.paused,
        first.warnings,
    )
    assert reckon(rule, events, CHINA, known) == first


@holds_for(clocks(), st.integers(-5, 200))
def zero_pause(clock, after):
    rule, begun, events, _ = clock
    day = begun + timedelta(days=after)
    assert reckon(rule, [*events, *pause(day, day, ref="zero")], CHINA, FAR) == reckon(rule, events, CHINA, FAR)


@holds_for(clocks(), st.integers(0, 200), st.integers(1, 60))
def extension(clock, after, amount):
    rule, begun, events, _ = clock
    before = reckon(rule, events, CHINA, FAR)
    longer = reckon(rule, [*events, extend(begun + timedelta(days=after), amount)], CHINA, FAR)
    assert longer.due_on >= before.due_on


@holds_for(clocks(changes=False), st.integers(-5, 200), st.integers(0, 60))
def more_pause(clock, after, length):
    rule, begun, events, _ = clock
    begin = begun + timedelta(days=after)
    before = reckon(rule, events, CHINA, FAR)
    more = reckon(rule, [*events, *pause(begin, begin + timedelta(days=length), ref="more")], CHINA, FAR)
    assert more.due_on >= before.due_on
    if begin >= before.due_on:
        assert (more.due_on, more.paused, more.state) == (before.due_on, before.paused, before.state)


@holds_for(clocks(), st.randoms(use_true_random=False), st.integers(0, 400))
def reordering(clock, random, after):
    rule, begun, events, _ = clock
    shuffled = list(events)
    random.shuffle(shuffled)
    as_of = begun + timedelta(days=after)
    assert reckon(rule, shuffled, CHINA, as_of) == reckon(rule, events, CHINA, as_of)


@holds_for(clocks(rules=DAY_RULES, changes=False))
def day_by_day(clock):
    rule, begun, events, pauses = clock
    working = rule.unit is Unit.WORKING_DAY
    expected = due_slowly(begun, rule.amount, working=working, pauses=pauses)
    assert reckon(rule, events, CHINA, FAR).due_on == expected


@holds_for(clocks(rules=st.sampled_from([OPINION, ACCEPTANCE])))
def printed_sum(clock):
    rule, _, events, _ = clock
    reckoning = reckon(rule, events, CHINA, FAR)
    line = next(line.params for line in reckoning.lines if line.key == "working_days")
    total = line["days"] - line["weekends"] - line["holidays"] + line["makeup_days"] - line["paused"]
    assert total == line["limit"] == reckoning.limit
    listed = [line for line in reckoning.lines if line.key in {"holiday", "holiday_one"}]
    assert sum(other.params.get("days", 1) for other in listed) == line["holidays"]
    assert sum(other.key == "makeup_day" for other in reckoning.lines) == line["makeup_days"]
    days = [line["after"] + timedelta(days=number) for number in range(1, line["days"] + 1)]
    assert line["weekends"] == sum(day.weekday() >= 5 for day in days)


@holds_for(clocks(rules=st.sampled_from([OPINION, ACCEPTANCE])), st.integers(0, 300))
def used_and_remaining(clock, after):
    rule, begun, events, _ = clock
    reckoning = reckon(rule, events, CHINA, begun + timedelta(days=after))
    assert reckoning.used + reckoning.remaining == reckoning.limit
    assert (reckoning.state is ClockState.LATE) == (reckoning.as_of > reckoning.due_on)


@holds_for(clocks(rules=DAY_RULES), st.integers(0, 200), st.integers(1, 90), st.integers(0, 20))
def agreed_day(clock, after, amount, wait):
    rule, begun, events, _ = clock
    # An extension of the same day would be added to the day that was agreed.
    on = max(last_day(events) + timedelta(days=1), begun + timedelta(days=after))
    until = on + timedelta(days=amount)
    before = reckon(rule, events, CHINA, FAR)
    asked = [*events, agree_day(on, until)]
    agreed = reckon(rule, asked, CHINA, FAR)
    if on > before.due_on:
        assert (agreed.due_on, agreed.limit) == (before.due_on, before.limit)
        return
    assert agreed.due_on == next(day for day in days_from(until) if works(day))
    longer = reckon(rule, [*asked, *pause(on, on + timedelta(days=wait), ref="later")], CHINA, FAR)
    assert longer.due_on >= agreed.due_on  # what comes later is added to the day


def days_from(day):
    return (day + timedelta(days=number) for number in range(60))


@holds_for(STARTS, st.integers(1, 90))
def fast_path(begun, amount):
    reckoning = reckon(OPINION, [start(begun), agree(begun, amount)], CHINA, FAR)
    assert due_on_simple(CHINA, begun, amount) == reckoning.due_on


@holds_for(STARTS, st.integers(0, 120), st.lists(st.tuples(st.integers(-9, 130), st.integers(0, 30)), max_size=4))
def net_turnaround(begun, length, spans):
    issued = begun + timedelta(days=length)
    pauses = [(begun + timedelta(days=after), begun + timedelta(days=after + long)) for after, long in spans]
    days = [begun + timedelta(days=number) for number in range(1, length + 1)]
    expected = sum(works(day) and not any(begin < day <= end for begin, end in pauses) for day in days)
    assert net_working_days(CHINA, begun, issued, pauses) == expected
    assert net_working_days(CHINA, begun, issued) == count_slowly(begun, issued)
    assume(pauses)
    assert net_working_days(CHINA, begun, issued, reversed(pauses)) == expected
