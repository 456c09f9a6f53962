"""Rulers: a scale from zero to a round end past the target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.desk.charts.rulers import bar, round_end, ruler


@pytest.mark.parametrize(
    ("largest", "end"),
    [(150_000, 160_000), (131_440, 160_000), (30, 40), (9, 10), (3, 4), (1, 2), (0, 2), (160_000, 200_000)],
)
def test_a_scale_of_whole_things_ends_at_a_round_number_past_the_target(largest: float, end: float) -> None:
    assert round_end(largest)[0] == end


@given(st.integers(min_value=0, max_value=10_000_000))
def test_every_scale_of_whole_things_holds_its_value_and_ticks_at_whole_numbers(largest: int) -> None:
    end, ticks = round_end(largest)
    assert end >= largest
    assert (end / ticks).is_integer()
    assert (end / 2).is_integer()


@given(st.floats(min_value=0.0001, max_value=1_000_000))
def test_every_scale_of_a_rate_holds_its_value_with_at_most_twenty_ticks(largest: float) -> None:
    end, ticks = round_end(largest, whole=False)
    assert end >= largest
    assert 8 <= ticks <= 20


def test_the_mockup_volume_ruler() -> None:
    drawn = ruler([131_440], target=150_000, pace=130_876, target_label="目标", pace_label="今日应到")
    assert drawn.labels == ("0", "80,000", "160,000")
    assert [(fill.x, fill.width, fill.kind) for fill in drawn.fills] == [("0", "821.5", "fill")]
    assert [(mark.x, mark.kind) for mark in drawn.marks] == [("818", "pace"), ("937.5", "goal")]
    assert [(key.text, key.kind) for key in drawn.keys] == [("今日应到", "pace"), ("目标", "goal")]
    assert len(drawn.ticks) == 17
    assert [tick.x for tick in drawn.ticks if tick.long] == ["0", "250", "500", "750", "1000"]


def test_a_rate_shows_its_interval_and_a_pin() -> None:
    drawn = ruler([], kinds=(), interval=(0.36, 1.30), pin=0.68, target=1, decimals=2, interval_label="95%区间")
    assert drawn.labels == ("0", "0.80", "1.60")
    assert [fill.kind for fill in drawn.fills] == ["soft"]
    assert drawn.fills[0].x == "225"
    assert [mark.kind for mark in drawn.marks] == ["pin", "goal"]


def test_a_value_far_past_the_target_stretches_the_scale_and_is_not_cut() -> None:
    drawn = ruler([400], target=30)
    assert drawn.labels[-1] == "500"
    assert drawn.fills[0].width == "800"


def test_more_than_four_marks_are_refused() -> None:
    with pytest.raises(ValueError, match="at most four"):
        ruler([1, 2, 3], kinds=("fill", "last", "soft"), target=4, pace=2)


def test_bars_are_hundredths_of_the_widest() -> None:
    assert bar(72_292, 67_491, 72_292).now == "100.0"
    assert bar(72_292, 67_491, 72_292).last == "93.4"
    assert bar(0, None, 0).last == ""
