"""Who is barred, and whose bar it is, is said in the notice, on the desk and in the list of findings."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from appraisers.work import own_certificate
from cases.conduct.work import CONDUCT_HEAPS
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Notice
from foundation.accounts.notices import sentence_of
from tests.factories.assignments import make_assignment, make_posted_appraiser
from tests.factories.cases import make_case
from tests.factories.standing import make_objection, make_personal_restriction, make_restriction
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def told(user: object) -> list[str]:
    return [sentence_of(each) for each in Notice.objects.filter(user=user).order_by("pk")]


def test_the_notice_says_whose_restriction_it_is(cast: Cast) -> None:
    row, posting = make_posted_appraiser("示例受限甲", cast.jinan_institution)
    make_personal_restriction(row, by=cast.actor("jinan"))
    (own,), (keeper,) = told(posting.user), told(cast.jinan_head.user)
    assert own.startswith("您已被限制执业") and keeper.startswith("您所在机构的一名人员已被限制")
    make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    assert told(cast.jinan_head.user)[-1].startswith("您所在机构已被限制执业") and len(told(posting.user)) == 1


def test_the_tasks_of_a_barred_appraiser_say_that_he_may_not_do_them(cast: Cast) -> None:
    row, posting = make_posted_appraiser("示例受限乙", cast.jinan_institution)
    actor, today = PostedActor(posting.user, posting), date(2026, 11, 25)
    case = make_case(cast.jinan_institution)
    make_assignment(case, row)
    (heap,) = [each for each in CONDUCT_HEAPS if each.code == "own_cases"]

    def act() -> str:
        (line,) = [heap.line(each, actor) for each in heap.rows(actor, today)]
        return str(line.act)

    assert "限制" not in act()
    bar = make_personal_restriction(row, by=cast.actor("jinan"))
    assert "您已被限制执业" in act()
    (said, *_rest) = own_certificate(actor)
    assert said.url == bar.get_absolute_url() and "可以在该页提出异议" in said.act and "停止执业处罚" in said.label
    make_objection(bar, by=actor)
    assert "异议" not in own_certificate(actor)[0].act
