"""An appraiser sees the cases assigned to the own certificate, in the posting at that institution, and nothing else."""

from datetime import date

from django.db import transaction

from cases.models import Assignment, Case, Entrustment
from foundation.accounts.acting import PostedActor
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from tests.factories.assignments import make_assignment, make_posted_appraiser
from tests.factories.cases import make_case
from tests.factories.entrustments import make_entrustment
from tests.people import Cast


def test_the_own_cases_are_seen_and_those_of_colleagues_are_not(cast: Cast) -> None:
    appraiser, posting = make_posted_appraiser("甲", cast.jinan_institution)
    colleague, _other = make_posted_appraiser("乙", cast.jinan_institution)
    own, foreign = make_case(cast.jinan_institution), make_case(cast.jinan_institution)
    make_assignment(own, appraiser)
    make_assignment(own, colleague, position=2)
    make_assignment(foreign, colleague)
    make_entrustment(cast.jinan_institution)
    actor = PostedActor(posting.user, posting)
    assert list(Case.objects.visible_to(actor)) == [own]
    assert not Entrustment.objects.visible_to(actor).exists()
    assert Assignment.objects.visible_to(actor).get().appraiser == appraiser
    assert set(Assignment.objects.visible_to(cast.actor("jinan_clerk"))) == set(Assignment.objects.all())
    assert not Assignment.objects.visible_to(cast.actor("qingdao_clerk")).exists()


def test_an_ended_assignment_and_another_posting_show_nothing(cast: Cast) -> None:
    appraiser, posting = make_posted_appraiser("甲", cast.jinan_institution)
    case = make_case(cast.jinan_institution)
    row = make_assignment(case, appraiser)
    elsewhere = PostedActor(posting.user, cast.appraiser)
    assert Case.objects.visible_to(PostedActor(posting.user, posting)).exists()
    assert not Case.objects.visible_to(elsewhere).exists()
    row.ended_on, row.ended_reason = date(2026, 11, 24), "示例：更换"
    with transaction.atomic():
        write(row, "cases.replace_appraiser", by=SYSTEM)
    assert not Case.objects.visible_to(PostedActor(posting.user, posting)).exists()
