"""The end of a suspension does the same by its pages and by the API, and is refused with the same findings."""

from collections.abc import Iterator

import pytest
import time_machine

from institutions.actions.ending_suspensions import give_up, report_kept
from institutions.models import Lapse
from tests.people import Cast
from tests.sameness import Act, compare
from tests.standing.test_same_answers_by_page_and_api import KEEPER, ON_PAPER, PAPER, Register


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Ending(Register):
    """A suspended item, reported or given up."""

    def reported(self) -> Lapse:
        row = self.suspended()
        return report_kept(row.pk, by=self.actor(KEEPER), version=row.trail_seq, report="示例：已聘专职鉴定人")

    def surrendered(self) -> Lapse:
        row = self.lapse()
        return give_up(row.pk, by=self.actor(KEEPER), version=row.trail_seq, report="示例：不再从事该项业务")


ACTS = (
    Act(
        "lapse_report", "api_lapses_report", KEEPER, Ending.suspended,
        {"report": "示例：已聘专职鉴定人"}, "lapses.report",
        amiss=({"report": "短"},), wrong=(Ending.lapse, Ending.reported),
        strangers=(("jinan_clerk", 403), ("jinan", 403)),
    ),
    Act(
        "lapse_give_up", "api_lapses_give_up", KEEPER, Ending.lapse,
        {"report": "示例：不再从事该项业务"}, "lapses.give_up",
        amiss=({"report": "短"},), wrong=(Ending.surrendered,), strangers=(("jinan_clerk", 403), ("jinan", 403)),
    ),
    Act(
        "lapse_end", "api_lapses_end", "jinan", Ending.reported, {**PAPER, "outcome": "send_back"}, "lapses.end",
        amiss=ON_PAPER, wrong=(Ending.lapse, Ending.suspended), strangers=((KEEPER, 403), ("qingdao", 404)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Ending(cast), act)
