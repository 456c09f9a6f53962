"""A registration is asked on a day: every change is a row from its own day on, and none is ever altered."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.models import Appraiser
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.verify import verify
from institutions.actions.changing_registration import (
    Paper,
    change_registration,
    end_registration,
    reissue_licence,
)
from institutions.actions.registering import correct
from institutions.models import Act, Institution, RegistrationState, ScopeItem
from institutions.registered import licence_on, state_on, states_of
from institutions.states import counting, plan
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import make_scope
from tests.people import Cast

TODAY = date(2026, 11, 25)
WHY = "示例：依据变更登记决定"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def changed(house: Institution, cast: Cast, on: date, who: str = "province", **items: Any) -> RegistrationState:
    house.refresh_from_db()
    paper = Paper(on, f"示例变更〔2026〕{on.day}号", WHY)
    return change_registration(house.pk, by=cast.actor(who), version=house.trail_seq, paper=paper, items=items)


def codes(refused: pytest.ExceptionInfo[RuleBroken]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


def test_a_move_of_seat_keeps_history(cast: Cast) -> None:
    house = cast.jinan_institution
    with transaction.atomic():
        appraiser = make_appraiser(house)
    before = state_on(house, date(2026, 11, 1))
    changed(house, cast, date(2026, 11, 10), division_id="370202", address="示例路1号")
    house.refresh_from_db()
    then, now = state_on(house, date(2026, 11, 9)), state_on(house, TODAY)
    assert before is not None and then is not None and now is not None
    assert (then.division_id, then.city_code, then.address) == (before.division_id, "370100", "")
    assert (now.division_id, now.city_code, now.county_code, now.address) == (
        "370202", "370200", "370202", "示例路1号",
    )  # fmt: skip
    assert (house.city_code, house.organisation.division_id) == ("370200", "370202")
    moved = Appraiser.objects.get(pk=appraiser.pk)
    assert (moved.city_code, moved.county_code) == ("370200", "370202")
    assert house in Institution.objects.visible_to(cast.actor("qingdao"))
    assert house not in Institution.objects.visible_to(cast.actor("jinan"))
    assert now not in RegistrationState.objects.visible_to(cast.actor("jinan"))
    assert then in RegistrationState.objects.visible_to(cast.actor("jinan"))  # what happened in its time (decisions 16)


def test_a_roster_that_moves_a_seat_takes_the_appraisers_along(cast: Cast) -> None:
    with transaction.atomic():
        appraiser = make_appraiser(cast.jinan_institution)
    with transaction.atomic():
        house = Institution.objects.select_related("organisation").get(pk=cast.jinan_institution.pk)
        correct(house, {"division": "370202"}, by=cast.actor("province"), facts={}, reason=WHY)
    assert Appraiser.objects.get(pk=appraiser.pk).city_code == "370200"


def test_a_change_that_is_recorded_late_leaves_what_was_known_before(cast: Cast) -> None:
    house = cast.jinan_institution
    first = changed(house, cast, date(2026, 11, 20), name="示例新名司法鉴定所")
    late = changed(house, cast, date(2026, 11, 2), head_name="示例负责人乙")
    assert late.recorded_at >= first.recorded_at
    tenth, today = state_on(house, date(2026, 11, 10)), state_on(house, TODAY)
    known = state_on(house, date(2026, 11, 10), first.recorded_at)
    assert tenth is not None and today is not None and known is not None
    assert (tenth.head_name, tenth.name == first.name) == ("示例负责人乙", False)
    assert (today.head_name, today.name) == ("示例负责人乙", "示例新名司法鉴定所")
    assert known.head_name == ""  # what a case of that day saw
    house.refresh_from_db()
    assert (house.head_name, str(house)) == ("示例负责人乙", "示例新名司法鉴定所")
    assert verify().sound


def test_a_category_that_is_taken_away_ends_its_items(cast: Cast) -> None:
    house = cast.jinan_institution
    (item, kept) = make_scope(house, "FY-0501", "FY-0201", by=cast.actor("province"))
    changed(house, cast, date(2026, 11, 20), practice_codes=["FY-02"])
    assert ScopeItem.objects.get(pk=item.pk).valid_until == date(2026, 11, 19)
    assert ScopeItem.objects.get(pk=kept.pk).valid_until is None
    assert licence_on(house, date(2026, 11, 19)).practice_codes == ("FY-02", "FY-05")
    house.refresh_from_db()
    assert licence_on(house, TODAY).practice_codes == ("FY-02",)


def test_what_may_not_be_changed_is_said_at_its_field(cast: Cast) -> None:
    house = cast.jinan_institution
    with pytest.raises(RuleBroken) as refused:
        changed(house, cast, date(2026, 12, 1), name=" ", division_id="370100", practice_codes=[], funds=0)
    assert set(codes(refused)) == {
        ("name", "missing"), ("division", "county_unknown"), ("categories", "category_missing"),
        ("funds", "funds_out_of_bounds"), ("valid_from", "day_to_come"),
    }  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        changed(house, cast, TODAY, who="jinan", division_id="370202", name=str(house))
    assert codes(refused) == [("division", "outside_area")]
    with pytest.raises(RuleBroken) as refused:
        changed(house, cast, TODAY, name=str(house))
    assert codes(refused) == [("", "nothing_changed")]
    with pytest.raises(NotAllowed):
        changed(house, cast, TODAY, who="jinan_head", name="示例")


def test_a_licence_is_issued_anew_with_a_number_of_its_day(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    old, paper = house.licence_number, Paper(TODAY, "示例补发〔2026〕1号", WHY)
    for number, code in (("3701001", "number_form"), (cast.qingdao_institution.licence_number, "number_taken")):
        with pytest.raises(RuleBroken) as refused:
            reissue_licence(house.pk, by=by, version=house.trail_seq, paper=paper, licence_number=number)
        assert codes(refused) == [("licence_number", code)]
    state = reissue_licence(house.pk, by=by, version=house.trail_seq, paper=paper, licence_number="379912345")
    house.refresh_from_db()
    assert (house.licence_number, house.former_licence_numbers) == ("379912345", [old])
    assert (state.act, bool(state.code), state.issued_by) == (Act.REISSUED, True, cast.province.organisation.name)


def test_an_end_has_a_legal_ground_and_is_final(cast: Cast) -> None:
    house, by, paper = cast.jinan_institution, cast.actor("province"), Paper(TODAY, "示例注销〔2026〕1号", WHY)
    for who, ground, error in (("jinan", "J27-1", NotAllowed), ("province", "SD24-1", RuleBroken)):
        with pytest.raises(error):
            end_registration(house.pk, by=cast.actor(who), version=house.trail_seq, paper=paper, ground=ground)
    state = end_registration(house.pk, by=by, version=house.trail_seq, paper=paper, ground="SD15-1")
    house.refresh_from_db()
    assert (state.act, state.article, house.status) == (Act.WITHDRAWN, "山东省司法鉴定条例第十五条", "ended")
    assert licence_on(house, TODAY - timedelta(days=1)).status == "normal"
    with pytest.raises(RuleBroken) as refused:
        changed(house, cast, TODAY, head_name="示例")
    assert codes(refused) == [("", "ended_already")]


def test_states_agree_with_a_plain_history_in_random_worlds() -> None:
    """Random changes recorded in any order, against day-by-day values kept without the portal's code."""
    for seed in range(60):
        random, days = Random(seed), [date(2026, 1, 1) + timedelta(days=n) for n in range(40)]
        row = RegistrationState(
            valid_from=days[0], trail_seq=1, act=Act.ENTERED, name="0", head_name="0", practice_codes=["FY-01"],
            licence_from=days[0], licence_until=days[-1], licence_number="1",
        )  # fmt: skip
        states = [row]
        # For each item: the days on which somebody set it, and to what; the last told of a day wins.
        told: dict[str, dict[date, str]] = {"name": {days[0]: "0"}, "head_name": {days[0]: "0"}}
        codes_on = {day: {"FY-01"} for day in days}
        for number in range(2, 10):
            day = random.choice(days)
            items: dict[str, Any] = {}
            name = random.choice(("name", "head_name", "practice_codes"))
            present = counting(states)[-1]
            if name == "practice_codes":
                wanted = sorted(set(random.sample(["FY-01", "FY-02", "FY-03"], random.randint(1, 3))))
                items[name] = wanted
                added, removed = set(wanted) - set(present.practice_codes), set(present.practice_codes) - set(wanted)
                for each in days[days.index(day) :]:
                    codes_on[each] = (codes_on[each] - removed) | added
            else:
                items[name] = told[name][day] = str(number)
            found = plan(states, items, act=Act.CHANGED, valid_from=day)
            for state in found.rows:
                state.trail_seq = number
            states += found.rows
            assert found.present is counting(states)[-1]
        for day in days:
            state = next(each for each in reversed(counting(states)) if each.valid_from <= day)
            assert set(state.practice_codes) == codes_on[day], seed
            for name, values in told.items():
                assert getattr(state, name) == values[max(each for each in values if each <= day)], (seed, name, day)


def test_the_row_of_an_institution_is_its_last_state(cast: Cast) -> None:
    house = cast.jinan_institution
    changed(house, cast, date(2026, 11, 20), head_name="示例负责人甲", funds=500_000)
    changed(house, cast, date(2026, 11, 3), practice_codes=["FY-02", "FY-05", "WZ-01"])
    house.refresh_from_db()
    last = counting(states_of(house))[-1]
    assert (last.name, last.funds) == (str(house), 500_000)
    for name in ("licence_number", "licence_from", "licence_until", "practice_codes", "head_name", "status"):
        assert getattr(last, name) == getattr(house, name)
