"""A certificate is asked on a day, like a registration: registered, changed, issued anew and ended by documents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.changing_certificates import change_certificate, end_certificate, reissue_certificate
from appraisers.actions.registering import correct
from appraisers.actions.registering_one import register_appraiser
from appraisers.certified import practising_at, state_on
from appraisers.gate import Certificate
from appraisers.models import Appraiser, CertificateState, Practice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import RuleBroken
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from institutions.actions.changing_registration import Paper
from institutions.gate import five_years_from
from institutions.models import Act
from tests.factories.entrustments import make_appraiser
from tests.people import Cast

TODAY, YESTERDAY = date(2026, 11, 25), date(2026, 11, 24)
WHY = "示例：依据变更登记决定"
IDENTITY = "379999198001010016"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def appraiser(cast: Cast) -> Appraiser:
    with transaction.atomic():
        return make_appraiser(cast.jinan_institution)


def paper(on: date = TODAY) -> Paper:
    return Paper(on, "示例决定〔2026〕1号", WHY)


def changed(row: Appraiser, cast: Cast, on: date = TODAY, **items: Any) -> CertificateState:
    row.refresh_from_db()
    return change_certificate(row.pk, by=cast.actor("jinan"), version=row.trail_seq, paper=paper(on), items=items)


def codes(refused: pytest.ExceptionInfo[RuleBroken]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


def test_a_change_holds_from_its_day_and_the_days_before_stay(appraiser: Appraiser, cast: Cast) -> None:
    changed(appraiser, cast, date(2026, 11, 10), title="主任法医师", is_full_time=True, name="示例改名")
    before, after = state_on(appraiser, date(2026, 11, 9)), state_on(appraiser, date(2026, 11, 10))
    assert before is not None and after is not None
    assert (before.title, before.is_full_time, before.name == after.name) == ("", None, False)
    assert (after.title, after.is_full_time, after.name) == ("主任法医师", True, "示例改名")
    row = Appraiser.objects.select_related("person").get(pk=appraiser.pk)
    assert (row.title, row.is_full_time, row.person.name) == ("主任法医师", True, "示例改名")


def test_a_certificate_goes_no_further_than_the_licence(appraiser: Appraiser, cast: Cast) -> None:
    for given, code in ((["WZ-01"], "beyond_institution"), (["FY-0201"], "category_unknown"), ([], "category_missing")):
        with pytest.raises(RuleBroken) as refused:
            changed(appraiser, cast, practice_codes=given)
        assert codes(refused) == [("categories", code)]


def test_an_ended_certificate_held_until_the_day_before(appraiser: Appraiser, cast: Cast) -> None:
    practising(appraiser)
    appraiser.refresh_from_db()
    by = cast.actor("province")
    state = end_certificate(appraiser.pk, by=by, version=appraiser.trail_seq, paper=paper(), ground="SD24-1")
    assert (state.act, state.ended_on, state.certificate_until) == (Act.CANCELLED, TODAY, YESTERDAY)
    house = cast.jinan_institution.pk
    assert [each.person for each in practising_at(house, YESTERDAY)] == [appraiser.person_id]
    assert practising_at(house, TODAY) == []
    assert Practice.objects.get(appraiser=appraiser).valid_until == YESTERDAY
    row = Appraiser.objects.get(pk=appraiser.pk)
    assert not Appraiser.objects.certified_on(TODAY).filter(pk=row.pk).exists()
    with pytest.raises(RuleBroken) as refused:
        reissue_certificate(row.pk, by=by, version=row.trail_seq, paper=paper())
    assert codes(refused) == [("", "ended_already")]
    assert verify().sound


def practising(row: Appraiser, until: date | None = None) -> None:
    """The history of a practice at the present institution, as registration writes it."""
    with transaction.atomic():
        row.trail_seq = write(row, "appraiser.corrected", by=SYSTEM).trail_seq
        given = {"valid_from": date(2024, 7, 1), "valid_until": until, "trail_seq": row.trail_seq}
        Practice(appraiser=row, institution=row.institution, **given).save(force_insert=True)


def test_a_sheet_that_brings_a_new_term_revives_a_certificate(appraiser: Appraiser, cast: Cast) -> None:
    by = cast.actor("province")
    practising(appraiser)
    end_certificate(appraiser.pk, by=by, version=appraiser.trail_seq, paper=paper(date(2026, 10, 1)), ground="SD24-6")
    row = Appraiser.objects.select_related("person", "institution__organisation").get(pk=appraiser.pk)
    term = {"certificate_from": date(2026, 11, 1), "certificate_until": date(2031, 10, 31)}
    with transaction.atomic():
        correct(row, term, by=by, facts={}, reason=WHY)
    days = (date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 1), TODAY)
    assert [_holds(row, day) for day in days] == [True, False, True, True]


def _holds(row: Appraiser, on: date) -> bool:
    return row.person_id in [each.person for each in practising_at(row.institution_id, on)]


def test_somebody_is_registered_once_with_a_number_of_the_day(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("jinan")
    entry = Certificate(
        name="示例鉴定人甲", identity_number=IDENTITY, certificate_number="379926112501",
        certificate_from=TODAY, certificate_until=five_years_from(TODAY), institution=None,
        practice_codes=("FY-02",), is_full_time=True,
    )  # fmt: skip
    given = {"by": by, "document_number": "示例准予〔2026〕1号", "reason": WHY}
    with pytest.raises(RuleBroken) as refused:
        register_appraiser(
            house.pk, entry=_other(entry, certificate_number="3799123", certificate_until=TODAY, identity_number="1"),
            **given,
        )  # fmt: skip
    assert set(codes(refused)) == {
        ("certificate_number", "number_form"), ("certificate_until", "not_five_years"),
        ("identity_number", "identity_form"),
    }  # fmt: skip
    row = register_appraiser(house.pk, entry=entry, **given)
    state = CertificateState.objects.get(appraiser=row)
    assert (state.act, state.valid_from, bool(state.code)) == (Act.REGISTERED, TODAY, True)
    assert Practice.objects.get(appraiser=row).valid_from == TODAY
    with pytest.raises(RuleBroken) as refused:
        register_appraiser(house.pk, entry=_other(entry, certificate_number="379926112502"), **given)
    assert codes(refused) == [("identity_number", "registered_already")]


def _other(entry: Certificate, **values: Any) -> Certificate:
    return replace(entry, **values)


def test_a_practice_that_ended_is_no_practice_on_a_later_day(appraiser: Appraiser, cast: Cast) -> None:
    practising(appraiser, YESTERDAY - timedelta(days=1))
    assert practising_at(cast.jinan_institution.pk, YESTERDAY) == []
