"""Who was suspended by a penalty heads no institution until three years after it ended (条例 art. 10(3))."""

from datetime import date

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.restricting import restrict_appraiser
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import RuleBroken
from foundation.audit.regulated import write
from governance.standing.gathering import picture_of
from institutions.actions.changing_registration import Paper, change_registration
from institutions.actions.restricting import lift
from institutions.models import Institution, Restriction
from institutions.registration.heads import head_objections
from institutions.standing.conditions import Answer, judge
from institutions.standing.kinds import Condition
from tests.factories.people import make_appraiser
from tests.factories.standing import bar
from tests.people import Cast

pytestmark = pytest.mark.django_db
PENALTY = {"ground": "XZ-5", "valid_from": date(2026, 1, 1), "valid_until": date(2026, 6, 30)}


def head(house: Institution, cast: Cast, name: str) -> None:
    house.refresh_from_db()
    paper = Paper(on=date(2026, 11, 20), number="示例变更〔2026〕1号", reason="示例：变更负责人")
    change_registration(
        house.pk, by=cast.actor("jinan"), version=house.trail_seq, paper=paper, items={"head_name": name}
    )


@time_machine.travel("2026-11-25 10:00+08:00", tick=False)
def test_a_penalty_keeps_its_appraiser_from_heading_until_three_years_after_it(cast: Cast) -> None:
    house, person = cast.jinan_institution, make_appraiser(cast.jinan_institution)
    row = restrict_appraiser(person.pk, by=cast.actor("jinan"), bar=bar(**PENALTY))
    with pytest.raises(RuleBroken) as broken:
        head(house, cast, person.person.name)
    assert [(each.code, each.field) for each in broken.value.findings] == [("head_barred", "head_name")]
    assert list(head_objections(person.person.name, date(2029, 6, 30)))
    assert not list(head_objections(person.person.name, date(2029, 7, 1)))
    assert not list(head_objections(person.person.name, date(2025, 12, 31)))
    head(house, cast, "示例他人")
    row.refresh_from_db()
    assert Restriction.objects.get() == row


@time_machine.travel("2026-02-25 10:00+08:00", tick=False)
def test_a_penalty_that_was_lifted_stands_against_nobody(cast: Cast) -> None:
    person = make_appraiser(cast.jinan_institution)
    row = restrict_appraiser(person.pk, by=cast.actor("jinan"), bar=bar(**PENALTY))
    paper = {"document_number": "示例撤〔2026〕1号", "reason": "示例：处罚已撤销"}
    lift(row.pk, by=cast.actor("jinan"), version=row.trail_seq, **paper)
    assert not list(head_objections(person.person.name, date(2026, 3, 1)))


@time_machine.travel("2026-11-25 10:00+08:00", tick=False)
def test_a_head_is_a_full_time_appraiser_or_the_condition_is_lost_or_in_doubt(cast: Cast) -> None:
    house, person = cast.jinan_institution, make_appraiser(cast.jinan_institution)
    day = date(2026, 11, 25)

    def answer(name: str, full_time: bool | None) -> Answer:
        house.head_name, person.is_full_time = name, full_time
        with transaction.atomic():
            write(house, "institution.corrected", by=SYSTEM)
            write(person, "appraiser.corrected", by=SYSTEM)
        return next(each.answer for each in judge(picture_of(house), day) if each.rule.condition is Condition.HEAD)

    mine = person.person.name
    assert answer(mine, True) is Answer.KEPT
    assert answer(mine, None) is Answer.DOUBTFUL
    assert answer(mine, False) is Answer.LOST
    assert answer("示例法定代表人", True) is Answer.DOUBTFUL
    assert answer("", True) is Answer.DOUBTFUL
