"""A city adopts one plan at a time, never rewrites it, and sees what there is beside what it wants."""

from datetime import date
from typing import Any

import pytest

from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.remembering import remembering
from governance.layout.actions import planning
from governance.layout.models import LayoutPlan
from governance.layout.progress import Line, actuals_on, lines_of
from governance.layout.targets import Aim, is_met
from tests.factories.bodies import make_institution
from tests.factories.layout import make_plan, planned
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
WHY = "示例：由新规划代替"


def findings(cast: Cast, who: str = "jinan", **changed: Any) -> set[tuple[str, str]]:
    with pytest.raises(RuleBroken) as refused:
        planning.adopt_plan(planned(**changed), by=cast.actor(who))
    return {(each.field, each.code) for each in refused.value.findings}


def test_the_plan_is_that_of_the_city_whose_organ_acts(cast: Cast) -> None:
    row = make_plan(cast.actor("jinan"))
    assert row.city_code == "370100"
    assert Event.objects.get(stream=row.stream, kind="layout.adopt").seq == 1
    assert {(each.aim, each.practice_code, each.value) for each in row.targets.all()} == {
        ("category", "FY-02", 2), ("small", "", 0), ("without", "", 3),
    }  # fmt: skip


@pytest.mark.parametrize("who", ["province", "lixia", "jinan_clerk", "auditor"])
def test_nobody_else_adopts_one(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        planning.adopt_plan(planned(), by=cast.actor(who))
    assert not LayoutPlan.objects.exists()


def test_a_second_plan_waits_for_the_end_of_the_first(cast: Cast) -> None:
    first = make_plan(cast.actor("jinan"))
    assert ("", "in_force_already") in findings(cast)
    planning.end_plan(first.pk, by=cast.actor("jinan"), version=first.trail_seq, ended_on=TODAY, reason=WHY)
    second = make_plan(cast.actor("jinan"), title="示例市新规划")
    assert [row.title for row in LayoutPlan.objects.in_force()] == [second.title]
    assert first.targets.count() == 3  # what the old one said stays


def test_what_is_wrong_is_said_beside_its_field(cast: Cast) -> None:
    assert findings(cast, title=" ", document_number="", targets={}) == {
        ("title", "missing"), ("document_number", "document_missing"), ("targets", "no_target"),
    }  # fmt: skip
    assert findings(cast, from_year=2030, until_year=2029) == {
        ("from_year", "year_out_of_bounds"), ("until_year", "ends_before_it_begins"),
    }  # fmt: skip
    assert findings(cast, from_year=2020, until_year=2024) == {("until_year", "over")}
    assert findings(cast, from_year=2026, until_year=2036) == {("until_year", "too_long")}
    assert findings(cast, adopted_on=date(2026, 11, 24)) == {("adopted_on", "day_to_come")}
    assert findings(cast, targets={("category", "ZZ"): 1, ("small", "FY-02"): 1, ("without", ""): -1}) == {
        ("category_ZZ", "category_unknown"), ("small_FY-02", "category_misplaced"), ("without", "out_of_bounds"),
    }  # fmt: skip


def test_an_ended_plan_is_not_ended_again(cast: Cast) -> None:
    row = make_plan(cast.actor("jinan"))
    row = planning.end_plan(row.pk, by=cast.actor("jinan"), version=row.trail_seq, ended_on=TODAY, reason=WHY)
    with pytest.raises(RuleBroken):
        planning.end_plan(row.pk, by=cast.actor("jinan"), version=row.trail_seq, ended_on=TODAY, reason=WHY)


def test_another_city_does_not_end_it(cast: Cast) -> None:
    row = make_plan(cast.actor("jinan"))
    with pytest.raises(NotAllowed):
        planning.end_plan(row.pk, by=cast.actor("qingdao"), version=row.trail_seq, ended_on=TODAY, reason=WHY)


def test_small_institutions_and_gaps_are_to_become_fewer_all_else_more() -> None:
    assert is_met(Aim.SMALL, 5, 5) and not is_met(Aim.SMALL, 5, 6)
    assert is_met(Aim.WITHOUT, 0, 0) and not is_met(Aim.WITHOUT, 0, 1)
    assert is_met(Aim.CATEGORY, 5, 5) and not is_met(Aim.CATEGORY, 5, 4)


def lines(cast: Cast, row: LayoutPlan) -> dict[str, Line]:
    found = lines_of(row, row.targets.all(), actuals_on(cast.actor("jinan"), TODAY))
    return {each.target.aim: each for each in found}


def test_a_plan_is_compared_with_what_there_is_today(cast: Cast) -> None:
    row = make_plan(cast.actor("jinan"))
    before = lines(cast, row)["category"].actual
    for name in ("示例布局一司法鉴定所", "示例布局二司法鉴定所"):
        make_institution(name, "370102")
    line = lines(cast, row)["category"]
    assert (line.actual, line.is_met, line.gap) == (before + 2, True, 0)
    small = lines(cast, row)["small"]
    assert not small.is_met and small.gap == small.actual >= 2
    assert "category=FY-02" in line.href and "size=small_or_micro" in small.href


def test_every_city_is_compared_by_a_fixed_number_of_questions(cast: Cast, django_assert_max_num_queries: Any) -> None:
    make_plan(cast.actor("jinan"))
    make_plan(cast.actor("qingdao"))
    actor = cast.actor("province")
    with remembering():
        actuals_on(actor, TODAY)  # the tables of law are read once
        with django_assert_max_num_queries(6):
            actuals_on(actor, TODAY)
