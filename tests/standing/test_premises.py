"""Where an institution works is a standing condition: known premises that may be used no more are a loss."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken
from governance.standing.gathering import picture_of
from institutions.actions.housing import Place, leave_premises, record_premises
from institutions.actions.reminding import remind_institutions
from institutions.models import Institution, Premises
from institutions.standing.conditions import Answer, Condition, coming, judge, lost_since
from tests.factories.standing import WHY, make_premises
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
KEEPER = "jinan_institution_administrator"


@pytest.fixture(autouse=True)
def frozen() -> object:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def answer(house: Institution, on: date = TODAY) -> Answer:
    return next(each.answer for each in judge(picture_of(house), on) if each.rule.condition is Condition.PREMISES)


def test_an_institution_that_recorded_no_premises_is_in_doubt(cast: Cast) -> None:
    assert answer(cast.jinan_institution) is Answer.DOUBTFUL


def test_a_lease_holds_through_its_last_day_and_its_end_is_foreseen(cast: Cast) -> None:
    house, last = cast.jinan_institution, date(2027, 2, 28)
    make_premises(house, by=cast.actor(KEEPER), valid_until=last)
    assert answer(house) is answer(house, last) is Answer.KEPT
    assert answer(house, last + timedelta(days=1)) is Answer.LOST
    foreseen = [each.day for each in coming(picture_of(house), TODAY, date(2027, 5, 1))
                if each.judged.rule.condition is Condition.PREMISES]  # fmt: skip
    assert foreseen == [last + timedelta(days=1)]


def test_the_loss_begins_with_the_day_on_which_the_last_place_was_left(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor(KEEPER)
    first, second = make_premises(house, by=by), make_premises(house, by=by, use="archive")
    for row, day in ((first, date(2026, 10, 1)), (second, date(2026, 11, 2))):
        leave_premises(row.pk, by=by, version=row.trail_seq, ended_on=day, reason=WHY)
    assert answer(house, date(2026, 10, 15)) is Answer.KEPT
    assert lost_since(picture_of(house), ("premises", ""), TODAY) == date(2026, 11, 2)


def test_what_is_owned_has_no_last_day_and_a_lease_has_one(cast: Cast) -> None:
    row = make_premises(cast.jinan_institution, by=cast.actor(KEEPER), right="owned", valid_until=None)
    assert row.holds(date(2060, 1, 1))
    assert findings(cast, right="leased", valid_until=None) == {("valid_until", "last_day_missing")}


def findings(cast: Cast, **changed: Any) -> set[tuple[str, str]]:
    given = {"address": "示例路1号", "use": "office", "right": "owned", "area": 300, "document_number": "示例1号",
             "valid_from": TODAY}  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        record_premises(cast.jinan_institution.pk, Place(**{**given, **changed}), by=cast.actor(KEEPER))
    return {(each.field, each.code) for each in refused.value.findings}


def test_what_is_wrong_is_said_beside_its_field(cast: Cast) -> None:
    assert findings(cast, address="", use="shed", right="", area=0, document_number="") == {
        ("address", "missing"), ("use", "use_unknown"), ("right", "right_unknown"), ("area", "area_out_of_bounds"),
        ("document_number", "document_missing"),
    }  # fmt: skip


def test_only_the_institution_keeps_its_premises(cast: Cast) -> None:
    for who in ("province", "jinan", "jinan_clerk"):
        with pytest.raises(NotAllowed):
            make_premises(cast.jinan_institution, by=cast.actor(who))
    assert not Premises.objects.exists()


def test_the_end_of_a_lease_is_told_in_time(cast: Cast) -> None:
    make_premises(cast.jinan_institution, by=cast.actor(KEEPER), valid_until=TODAY + timedelta(days=20))
    remind_institutions(TODAY)
    assert Notice.objects.filter(user=cast.jinan.user, kind="lease_expires").count() == 1
