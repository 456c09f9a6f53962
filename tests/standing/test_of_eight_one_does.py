"""Of eight officers who decide the same about a standing at the same moment one does, and one event tells of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.renewing import decide_certificate_renewal, record_certificate_renewal
from appraisers.actions.restricting import restrict_appraiser
from appraisers.models import Appraiser
from foundation.audit.errors import RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from institutions.actions.accrediting import end_accreditation, record_accreditation
from institutions.actions.restricting import lift
from institutions.actions.scoping import end_scope, enter_scope
from tests.complaints.racing import RACERS, race
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import WHY, bar, make_accreditation, make_personal_restriction, make_renewals, make_scope
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
TODAY = date(2026, 11, 25)
PAPER = {"document_number": "示例文件〔2026〕8号", "reason": WHY}
Deed = Callable[[], Any]


def scope(cast: Cast, _appraiser: Appraiser) -> Deed:
    house, by = cast.jinan_institution, cast.actor("jinan")
    return lambda: enter_scope(
        house.pk, by=by, version=house.trail_seq, categories=["FY-0201"], valid_from=date(2024, 7, 1), **PAPER
    )


def scope_end(cast: Cast, _appraiser: Appraiser) -> Deed:
    (item,) = make_scope(cast.jinan_institution, "FY-0201", by=cast.actor("jinan"))
    return lambda: end_scope(item.pk, by=cast.actor("jinan"), version=item.trail_seq, valid_until=TODAY, **PAPER)


def accreditation(cast: Cast, _appraiser: Appraiser) -> Deed:
    certificate = {"kind": "CMA", "level": "provincial", "certificate_number": "示例CMA90001", "reason": WHY}
    term = {"valid_from": date(2024, 7, 1), "valid_until": date(2030, 6, 30)}
    house = cast.jinan_institution.pk
    return lambda: record_accreditation(house, by=cast.actor("jinan"), categories=["FY-02"], **certificate, **term)


def accreditation_end(cast: Cast, _appraiser: Appraiser) -> Deed:
    row = make_accreditation(cast.jinan_institution, "FY-02", by=cast.actor("jinan"))
    return lambda: end_accreditation(row.pk, by=cast.actor("jinan"), version=row.trail_seq, ended_on=TODAY, reason=WHY)


def restriction(cast: Cast, appraiser: Appraiser) -> Deed:
    said = bar(ground="XZ-5")
    return lambda: restrict_appraiser(appraiser.pk, by=cast.actor("jinan"), bar=said)


def restriction_lift(cast: Cast, appraiser: Appraiser) -> Deed:
    row = make_personal_restriction(appraiser, by=cast.actor("jinan"))
    return lambda: lift(row.pk, by=cast.actor("jinan"), version=row.trail_seq, **PAPER)


def renewal(cast: Cast, appraiser: Appraiser) -> Deed:
    given = {"version": appraiser.trail_seq, "asked_on": TODAY, **PAPER}
    return lambda: record_certificate_renewal(appraiser.pk, by=cast.actor("jinan"), **given)


def renewal_decision(cast: Cast, appraiser: Appraiser) -> Deed:
    _licence, row = make_renewals(appraiser, by=cast.actor("jinan"), asked_on=TODAY)
    given = {"version": row.trail_seq, "granted": True, "new_until": date(2032, 6, 30), **PAPER}
    return lambda: decide_certificate_renewal(row.pk, by=cast.actor("province"), **given)


SCENES = (scope, scope_end, accreditation, accreditation_end, restriction, restriction_lift, renewal, renewal_decision)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_of_eight_who_decide_at_once_one_does(cast: Cast, scene: Callable[[Cast, Appraiser], Deed]) -> None:
    with time_machine.travel(NOW, tick=False):
        with transaction.atomic():
            appraiser = make_appraiser(cast.jinan_institution, until=date(2027, 6, 30))
        deed = scene(cast, appraiser)
        before = Event.objects.exclude(kind="act.refused").count()
        answers = race(deed)
        refused = [answer for answer in answers if isinstance(answer, (RuleBroken, StaleState))]
        assert len(refused) == RACERS - 1, answers
        assert not isinstance(next(answer for answer in answers if answer not in refused), Exception), answers
        assert Event.objects.exclude(kind="act.refused").count() == before + 1
        assert verify().sound
