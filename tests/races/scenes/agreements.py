"""Races about letters of entrustment."""

from datetime import date

from django.db import transaction

from cases.actions import agreeing
from cases.actions.agreeing_decisions import agree
from tests.factories.agreements import CONSENT, WHY, make_agreement, make_terms
from tests.factories.cases import make_case
from tests.factories.entrustments import make_entrustment
from tests.people import Cast
from tests.races.kit import Deed, Scene

TODAY = date(2026, 11, 25)


def change(cast: Cast) -> Deed:
    case = make_case(cast.jinan_institution, accepted_on=date(2026, 11, 10))
    by, terms = cast.actor("jinan_clerk"), make_terms(limit_days=45)
    return lambda: agreeing.amend(
        case.pk, by=by, version=case.trail_seq, agreed_on=TODAY, terms=terms, reason=WHY, consent=CONSENT
    )


def signing(cast: Cast) -> Deed:
    with transaction.atomic():
        row = make_agreement(make_case(cast.jinan_institution, accepted_on=date(2026, 11, 10)))
    by = cast.actor("jinan_clerk")
    return lambda: agreeing.keep_signed(row.case_id, by=by, version=row.trail_seq, number=1, signed_on=TODAY)


def time_for_the_decision(cast: Cast) -> Deed:
    row, by = make_entrustment(cast.jinan_institution), cast.actor("jinan_clerk")
    return lambda: agree(row.pk, by=by, version=row.trail_seq, days=20, nature="complex", agreed_on=TODAY, reason=WHY)


SCENES = (
    Scene("cases.agree_decision_time", time_for_the_decision),
    Scene("cases.amend_agreement", change),
    Scene("cases.keep_signed_agreement", signing),
)
