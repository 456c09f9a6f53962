"""Which entry may follow which, and what a chain does not say: pure, asked of drawn chains too."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.custody.gaps import Entrusted, gaps_of
from cases.custody.order import ENDS, Keeping, Kind, Step, after, breach, ended_as, keeping, standing

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
NAMES = ("甲", "乙", "丙")
RECEIPT = Step(1, Kind.RECEIVED, START, holder="甲", place="柜", seal="封1")


def at(hours: int) -> datetime:
    return START + timedelta(hours=hours)


def step(number: int, kind: str, **values: Any) -> Step:
    return Step(number=number, kind=kind, happened_at=at(number), **values)


@st.composite
def unbroken(draw: st.DrawFn) -> list[Step]:
    """A chain in which each step is done by whoever has the material, and each seal is the one it bore."""
    steps, now = [RECEIPT], Keeping("甲", "柜", "封1")
    for number in range(2, 2 + draw(st.integers(0, 8))):
        kind = draw(st.sampled_from([each for each in Kind.values if each not in ("received", "struck")]))
        seal = draw(st.sampled_from(["", "封2"])) if kind in ("opened", "used") else now.seal
        holder = draw(st.sampled_from(NAMES)) if kind in ("moved", "handed") else ""
        made = step(number, kind, giver=now.holder, holder=holder, place="柜" if holder else "", seal=seal)
        steps.append(made)
        now = after(now, made)
        if kind in ENDS:
            break
    return steps


@given(unbroken())
def test_a_chain_in_which_everybody_hands_on_what_he_has_is_lawful_and_has_no_gap(steps: list[Step]) -> None:
    assert breach(steps) is None
    assert gaps_of(steps, Entrusted(date(2026, 11, 20), date(2026, 11, 20))) == ()


@given(unbroken(), st.data())
def test_a_link_that_somebody_else_hands_on_is_one_gap_with_its_span(steps: list[Step], data: st.DataObject) -> None:
    links = [place for place, each in enumerate(steps) if place and each.kind != Kind.CONSENTED]
    if not links:
        return
    place = data.draw(st.sampled_from(links))
    steps[place] = replace(steps[place], giver="丁")
    (gap,) = gaps_of(steps, Entrusted())
    before = [each for each in steps[:place] if each.kind != Kind.CONSENTED][-1]
    assert (gap.code, gap.number, gap.after) == ("span", steps[place].number, "丁")
    assert (gap.since, gap.until) == (before.happened_at, steps[place].happened_at)
    assert gap.before == keeping(steps[:place]).holder


@given(unbroken())
def test_nothing_follows_the_end_and_nothing_precedes_the_receipt(steps: list[Step]) -> None:
    later = step(99, Kind.MOVED, place="柜")
    found = breach([*steps, later])
    assert (found is not None and found.code == "chain_ended") == (steps[-1].kind in ENDS)
    assert len(steps) == 1 or breach(steps[1:]) is not None


@given(unbroken(), st.data())
def test_a_correction_takes_the_place_of_what_it_names(steps: list[Step], data: st.DataObject) -> None:
    wrong = data.draw(st.sampled_from(steps))
    right = replace(wrong, number=50, counters=wrong.number, place="另处")
    counted = standing([*steps, right])
    assert [each.number for each in counted] == [50 if each is wrong else each.number for each in steps]
    struck = replace(wrong, number=51, counters=50, kind=Kind.STRUCK.value)
    assert [each.number for each in standing([*steps, right, struck])] == [
        each.number for each in steps if each is not wrong
    ]


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ([replace(RECEIPT, happened_at=START - timedelta(days=1))], ["before_entrusted", "another_day"]),
        ([replace(RECEIPT, holder="", place="")], ["nobody_since"]),
        (
            [replace(RECEIPT, holder="", place=""), step(2, Kind.HANDED, giver="乙", holder="甲", seal="封1")],
            ["nobody"],
        ),
        ([RECEIPT, step(2, Kind.MOVED, giver="", place="柜二", seal="封1")], ["span_unnamed"]),
        ([RECEIPT, step(2, Kind.MOVED, giver="甲", place="柜二", seal="封9")], ["seal"]),
        ([RECEIPT, step(2, Kind.RETURNED, giver="甲")], ["seal_gone"]),
        ([RECEIPT, step(2, Kind.RETURNED, giver=" 甲 ", seal="封 1")], []),
        ([], []),
    ],
)
def test_each_gap_has_its_code_and_its_sentence_in_both_languages(steps: list[Step], codes: list[str]) -> None:
    found = gaps_of(steps, Entrusted(date(2026, 11, 20), date(2026, 11, 20)))
    assert [gap.code for gap in found] == codes
    for gap in found:
        for language in ("en", "zh-hans"):
            with translation.override(language):
                assert gap.words and "%(" not in gap.words
        with translation.override("en"):
            english = gap.words
        with translation.override("zh-hans"):
            assert gap.words != english


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([step(1, Kind.MOVED)], "not_received"),
        ([RECEIPT, replace(RECEIPT, number=2)], "received_already"),
        ([RECEIPT, replace(step(2, Kind.MOVED), happened_at=at(-1))], "before_the_last_entry"),
        ([RECEIPT, step(2, Kind.USED_UP, consent=True)], "no_consent"),
        ([RECEIPT, step(2, Kind.CONSENTED), step(3, Kind.USED_UP, consent=True)], None),
    ],
)
def test_what_is_out_of_order_is_named(steps: list[Step], code: str | None) -> None:
    found = breach(steps)
    assert (found.code if found else None) == code
    assert ended_as([]) == "struck"
