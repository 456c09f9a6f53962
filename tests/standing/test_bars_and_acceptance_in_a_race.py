"""Every bar stops an acceptance that runs at the same moment: one of both waits for the other."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.registering import correct as correct_appraiser
from appraisers.models import Appraiser
from cases.actions.accepting import accept
from cases.models import Case
from foundation.audit.errors import RuleBroken
from foundation.audit.models import Event
from institutions.actions.accrediting import end_accreditation
from institutions.actions.registering import correct
from institutions.actions.scoping import end_scope
from institutions.models import Institution
from tests.factories.agreements import make_terms
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.standing import (
    WHY,
    make_accreditation,
    make_bar_of_a_roster,
    make_personal_restriction,
    make_restriction,
    make_scope,
)
from tests.people import Cast
from tests.races.kit import race

TODAY = date(2026, 11, 25)
CATEGORY = "FY-05"  # accreditation is compulsory for it
Bar = Callable[[], Any]


def whole(cast: Cast) -> Bar:
    return lambda: make_restriction(cast.jinan_institution, by=cast.actor("jinan"), valid_from=TODAY)


def an_item(cast: Cast) -> Bar:
    said: dict[str, Any] = {"ground": "XZ-4", "categories": [CATEGORY], "valid_until": None, "valid_from": TODAY}
    return lambda: make_restriction(cast.jinan_institution, by=cast.actor("jinan"), **said)


def an_appraiser(cast: Cast) -> Bar:
    first = Appraiser.objects.filter(institution=cast.jinan_institution).order_by("certificate_number")[0]
    return lambda: make_personal_restriction(first, by=cast.actor("jinan"), valid_from=TODAY)


def a_certificate(cast: Cast) -> Bar:
    first = Appraiser.objects.filter(institution=cast.jinan_institution).order_by("certificate_number")[0]

    @transaction.atomic
    def shorten() -> None:
        row = Appraiser.objects.select_for_update(no_key=True).get(pk=first.pk)
        until = {"certificate_until": date(2026, 11, 24)}
        correct_appraiser(row, until, by=cast.actor("jinan"), facts={}, reason=WHY)

    return shorten


def the_scope(cast: Cast) -> Bar:
    (item,) = make_scope(cast.jinan_institution, CATEGORY, by=cast.actor("jinan"))
    paper: dict[str, Any] = {"document_number": "示例1号", "reason": WHY, "valid_until": date(2026, 11, 24)}
    return lambda: end_scope(item.pk, by=cast.actor("jinan"), version=item.trail_seq, **paper)


def the_accreditation(cast: Cast) -> Bar:
    row = cast.jinan_institution.accreditations.get()
    given: dict[str, Any] = {"version": row.trail_seq, "ended_on": TODAY, "reason": WHY}
    return lambda: end_accreditation(row.pk, by=cast.actor("jinan"), **given)


def the_registration(cast: Cast) -> Bar:
    @transaction.atomic
    def end() -> None:
        rows = Institution.objects.select_related("organisation").select_for_update(of=("self",), no_key=True)
        row = rows.get(pk=cast.jinan_institution.pk)
        correct(row, {"status": "ended"}, by=cast.actor("jinan"), facts={}, reason=WHY)

    return end


def a_roster(cast: Cast) -> Bar:
    return lambda: make_bar_of_a_roster(cast.jinan_institution, by=cast.actor("jinan"))


BARS = (whole, an_item, an_appraiser, a_certificate, the_scope, the_accreditation, the_registration, a_roster)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("bar", BARS, ids=lambda bar: bar.__name__)
def test_nothing_is_accepted_once_the_bar_is_written(cast: Cast, bar: Callable[[Cast], Bar]) -> None:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        with transaction.atomic():
            for _each in range(3):
                make_appraiser(cast.jinan_institution, practice_codes=("FY-02", CATEGORY))
        make_accreditation(cast.jinan_institution, CATEGORY, by=cast.actor("jinan"))
        set_it = bar(cast)
        waiting = [make_entrustment(cast.jinan_institution, category=CATEGORY) for _each in range(7)]
        turns = [*waiting[:3], None, *waiting[3:]]
        before = Event.objects.latest("id").id

        def deed() -> Any:
            row = turns.pop()
            if row is None:
                return set_it()
            return accept(
                row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, effective_on=TODAY, terms=make_terms()
            )

        answers = race(deed)
        wrong = [each for each in answers if isinstance(each, Exception) and not isinstance(each, RuleBroken)]
        assert wrong == []
        events = Event.objects.filter(id__gt=before).exclude(kind__in=["act.refused", "cases.accept_entrustment"])
        barred = events.earliest("id").id
        assert sum(isinstance(each, Case | RuleBroken) for each in answers) == 7
        assert not Event.objects.filter(kind="cases.accept_entrustment", id__gt=barred).exists()
        late = make_entrustment(cast.jinan_institution, category=CATEGORY)
        with pytest.raises(RuleBroken):
            accept(
                late.pk, by=cast.actor("jinan_clerk"), version=late.trail_seq, effective_on=TODAY, terms=make_terms()
            )
