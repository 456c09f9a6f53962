"""What must hold for every clock, whatever its events: found by Hypothesis, with few examples here.

The same properties run at length in tests/proofs/test_clocks.py.
"""

from tests.clocks import properties

FEW = 60

test_recomputing_on_any_later_day_gives_the_same_due_date = properties.same_on_any_day(FEW)
test_a_pause_of_zero_days_changes_nothing = properties.zero_pause(FEW)
test_an_extension_never_shortens = properties.extension(FEW)
test_a_pause_never_shortens = properties.more_pause(FEW)
test_the_order_of_the_events_changes_nothing = properties.reordering(FEW)
test_the_due_date_equals_walking_day_by_day = properties.day_by_day(FEW)
test_the_printed_sum_adds_up = properties.printed_sum(FEW)
test_used_and_remaining_add_up_to_the_limit = properties.used_and_remaining(FEW)
test_the_fast_path_of_imports_agrees_with_the_reckoning = properties.fast_path(FEW)
test_net_turnaround_equals_counting_day_by_day = properties.net_turnaround(FEW)
test_an_agreed_day_is_the_last_day_whatever_came_before = properties.agreed_day(FEW)
