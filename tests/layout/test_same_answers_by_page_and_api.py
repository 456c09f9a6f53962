"""Every act on plans does the same by its page and by the API, and is refused with the same findings."""

from typing import Any

import pytest

from governance.layout.models import LayoutPlan
from tests.factories.layout import make_plan
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare

WHY = "示例：由新规划代替"
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
PLAN = {
    "title": "示例市司法鉴定机构发展规划", "document_number": "示例规划〔2026〕1号", "from_year": "2026",
    "until_year": "2029", "adopted_on": "2026-01-15", "number": "3",
}  # fmt: skip


class City(Scene):
    """Jinan and its plan."""

    tables = ("layout",)

    def nothing(self) -> None:
        """An act that begins something."""

    def plan(self) -> LayoutPlan:
        return make_plan(self.actor("jinan"))

    def planned(self) -> None:
        self.plan()

    def ended(self) -> LayoutPlan:
        row = self.plan()
        from governance.layout.actions import planning

        day = row.adopted_on
        return planning.end_plan(row.pk, by=self.actor("jinan"), version=row.trail_seq, ended_on=day, reason=WHY)


def as_field(scene: City, row: Any, given: Given) -> Given:
    said = {name: value for name, value in given.items() if name != "number"}
    return {**said, "small": given["number"]}


def as_targets(scene: City, row: Any, given: Given) -> Given:
    said: Given = {name: value for name, value in given.items() if name != "number"}
    return {**said, "targets": [{"aim": "small", "value": given["number"]}]}


ACTS = (
    Act(
        "layout_plan_adopt", "api_layout_plans", "jinan", City.nothing, PLAN, "layout.adopt",
        amiss=(
            {"title": "长" * 201}, {"from_year": "2030"}, {"until_year": "2025"}, {"until_year": "2040"},
            {"adopted_on": "2026-11-24"}, {"number": "100001"},
        ),
        wrong=(City.planned,), strangers=(("province", 403), ("lixia", 403), ("jinan_clerk", 403)), typed=as_field,
        sent=as_targets, versioned=False, names={"number": ""},
    ),
    Act(
        "layout_plan_end", "api_layout_plans_end", "jinan", City.plan, {"ended_on": "2026-11-20", "reason": WHY},
        "layout.end", amiss=(SHORT, LONG, {"ended_on": "2026-11-24"}, {"ended_on": "2025-01-01"}),
        wrong=(City.ended,), strangers=(("qingdao", 404), ("jinan_clerk", 403), ("province", 403)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(City(cast), act)
