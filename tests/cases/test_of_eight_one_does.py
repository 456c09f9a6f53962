"""Of eight people who do the same in a case at the same moment one does, and one event tells of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from cases.actions import extending, preparing_opinion
from cases.actions.assigning import replace
from cases.actions.filing import withdraw
from cases.models import Extension
from foundation.audit.errors import RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.complaints.racing import RACERS, race
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.opinions import Office, brought_to, make_office, written
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
WHY = "示例：委托人来函撤回委托"
Deed = Callable[[], Any]


def withdrawal(cast: Cast, _office: Office) -> Deed:
    row = make_entrustment(cast.jinan_institution)
    return lambda: withdraw(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, reason=WHY)


def replacement(cast: Cast, office: Office) -> Deed:
    with transaction.atomic():
        newcomer = make_appraiser(cast.jinan_institution)
    leaving = office.case.assignments.get(position=1)
    by, version = office.head, office.case.trail_seq
    return lambda: replace(
        office.case.pk, by=by, version=version, assignment=leaving.pk, appraiser=newcomer.pk, reason=WHY
    )


def version(cast: Cast, office: Office) -> Deed:
    return lambda: written(office)


def sending_back(cast: Cast, office: Office) -> Deed:
    seen = brought_to(office, 2).trail_seq
    return lambda: preparing_opinion.send_back(office.case.pk, by=office.reviewer, version=seen, disagreement=WHY)


def information(cast: Cast, office: Office) -> Deed:
    case, clerk = office.case, cast.actor("jinan_clerk")
    asked = extending.request(case.pk, by=clerk, version=case.trail_seq, days=10, reason=WHY)
    row = Extension.objects.get(case=asked)
    extending.decide(case.pk, by=office.head, version=row.trail_seq, approve=True)
    row.refresh_from_db()
    today = timezone.localdate()
    return lambda: extending.inform(case.pk, by=clerk, version=row.trail_seq, informed_on=today)


SCENES = (withdrawal, replacement, version, sending_back, information)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_of_eight_who_act_at_once_one_does(cast: Cast, scene: Callable[[Cast, Office], Deed]) -> None:
    with time_machine.travel(NOW, tick=False):
        office = make_office(cast.jinan_institution, cast.jinan_head, others=1, accepted_on=date(2026, 11, 10))
        deed = scene(cast, office)
        before = Event.objects.exclude(kind="act.refused").count()
        answers = race(deed)
        refused = [answer for answer in answers if isinstance(answer, (RuleBroken, StaleState))]
        assert len(refused) == RACERS - 1, answers
        assert Event.objects.exclude(kind="act.refused").count() == before + 1
        assert verify().sound
