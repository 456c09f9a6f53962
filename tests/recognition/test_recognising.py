"""Standardised and high-qualified institutions: applied for, verified, decided, in force by day, withdrawn."""

from datetime import date

import pytest
import time_machine
from django.db import transaction

from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.verify import verify as verified_trail
from governance.recognition.actions import applying, recognising
from governance.recognition.models import RecognitionApplication
from governance.recognition.standards.conditions import lost_qualification
from governance.recognition.standards.gate import Given
from institutions.models import Recognition
from tests.factories.bodies import make_institution
from tests.factories.recognitions import (
    HIGH,
    MUNICIPAL,
    PROVINCIAL,
    WHY,
    decide,
    full_marks,
    hold,
    make_application,
    verify,
)
from tests.factories.standing import make_accreditation, make_restriction
from tests.people import Cast
from tests.races.kit import race

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
WIDE = ("FY-01", "FY-02", "FY-04", "FY-05")


def codes_of(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {finding.code for finding in broken.value.findings}


def held(cast: Cast, kind: str) -> list[Recognition]:
    return list(Recognition.objects.in_force(TODAY).filter(institution=cast.jinan_institution.pk, kind=kind))


def test_the_city_verifies_a_municipal_application_and_that_recognises_for_three_years(cast: Cast) -> None:
    row = make_application(cast.jinan_institution, by=cast.actor("jinan_head"))
    assert (row.state, row.own_points, row.total) == ("submitted", 100, 100)
    row = verify(row, by=cast.actor("jinan"))
    assert (row.state, row.valid_from, row.valid_until) == ("granted", TODAY, date(2029, 11, 24))
    (known,) = held(cast, MUNICIPAL)
    assert (known.source, known.valid_until) == (row.pk, row.valid_until)
    assert not Recognition.objects.in_force(date(2029, 11, 25)).exists(), "it ends by itself"
    assert Notice.objects.filter(kind=recognising.GRANTED_NOTICE, user=cast.jinan_head.user).exists()
    assert verified_trail().sound


def test_the_province_decides_about_a_provincial_one_after_the_city_and_only_upon_a_municipal_one(cast: Cast) -> None:
    with pytest.raises(RuleBroken) as broken:
        make_application(cast.jinan_institution, PROVINCIAL)
    assert codes_of(broken) == {"earlier_level_missing"}
    hold(cast.jinan_institution, MUNICIPAL)
    row = verify(make_application(cast.jinan_institution, PROVINCIAL), by=cast.actor("jinan"))
    assert row.state == "verified" and held(cast, PROVINCIAL) == []
    with pytest.raises(NotAllowed):
        decide(row, by=cast.actor("jinan"))
    row = decide(row, by=cast.actor("province_leader"))
    assert row.state == "granted" and len(held(cast, PROVINCIAL)) == 1


def test_too_few_points_or_a_compulsory_criterion_missed_cannot_be_called_met(cast: Cast) -> None:
    row = make_application(cast.jinan_institution)
    poor = full_marks(BZ_01="0", BZ_02="0", BZ_07="0")
    with pytest.raises(RuleBroken) as broken:
        verify(row, given=poor)
    assert codes_of(broken) == {"too_few_points"}
    with pytest.raises(RuleBroken) as broken:
        verify(row, given=full_marks(BZ_04="9"))
    assert codes_of(broken) == {"must_missed"}
    row = verify(row, given=poor, result="unfit", reason=WHY)
    assert (row.state, row.decision_reason, row.decided_on) == ("refused", WHY, TODAY)
    assert make_application(cast.jinan_institution).state == "submitted", "it can apply anew"


def test_a_verification_says_why_it_differs_and_a_score_what_shows_it(cast: Cast) -> None:
    with pytest.raises(RuleBroken) as broken:
        make_application(cast.jinan_institution, given={**full_marks(), "BZ-01": Given("8", "")})
    assert {finding.field for finding in broken.value.findings} == {"note_BZ-01"}
    with pytest.raises(RuleBroken) as broken:
        make_application(cast.jinan_institution, given=full_marks(BZ_01="9"))
    assert {finding.field for finding in broken.value.findings} == {"points_BZ-01"}
    row = make_application(cast.jinan_institution)
    with pytest.raises(RuleBroken) as broken:
        verify(row, given={**full_marks(), "BZ-01": Given("7", "")})
    assert {finding.field for finding in broken.value.findings} == {"note_BZ-01"}


def test_national_accreditation_is_necessary_for_a_high_qualified_institution(cast: Cast) -> None:
    house = make_institution("济南示例综合司法鉴定中心", "370102", practice_codes=WIDE)
    hold(house, PROVINCIAL)
    with pytest.raises(RuleBroken) as broken:
        make_application(house, HIGH)
    assert codes_of(broken) == {"no_national_accreditation"}
    assert "第十条" in broken.value.findings[0].article
    make_accreditation(house, "FY-05", by=cast.actor("province"))  # a provincial one is not enough
    with pytest.raises(RuleBroken):
        make_application(house, HIGH)
    make_accreditation(house, "FY-04", by=cast.actor("province"), kind="CNAS", level="national")
    row = decide(verify(make_application(house, HIGH), by=cast.actor("jinan")), by=cast.actor("province"))
    assert row.state == "granted"
    assert not lost_qualification(Recognition.objects.all(), TODAY).exists()


def test_the_condition_lost_before_the_decision_stands_against_it_and_afterwards_waits_for_the_province(
    cast: Cast,
) -> None:
    house = make_institution("济南示例综合司法鉴定中心", "370102", practice_codes=WIDE)
    hold(house, PROVINCIAL)
    values = {"kind": "CNAS", "level": "national", "valid_until": date(2026, 12, 31)}
    make_accreditation(house, "FY-04", by=cast.actor("province"), **values)
    row = verify(make_application(house, HIGH))
    with time_machine.travel("2027-01-05 10:00+08:00", tick=False):
        with pytest.raises(RuleBroken) as broken:
            decide(row)
        assert codes_of(broken) == {"no_national_accreditation"}
    decide(row)
    assert [each.kind for each in lost_qualification(Recognition.objects.all(), date(2027, 1, 5))] == [HIGH]


def test_a_specialised_institution_is_not_comprehensive_and_a_barred_one_is_not_recognised(cast: Cast) -> None:
    house = cast.jinan_institution
    hold(house, PROVINCIAL)
    make_accreditation(house, "FY-05", by=cast.actor("province"), kind="CNAS", level="national")
    with pytest.raises(RuleBroken) as broken:
        make_application(house, HIGH)
    assert codes_of(broken) == {"too_few_categories"}
    make_restriction(house, by=cast.actor("province"))
    with pytest.raises(RuleBroken) as broken:
        make_application(house)
    assert codes_of(broken) == {"restricted"}


def test_what_is_held_is_applied_for_again_in_its_last_half_year_and_the_new_one_replaces_it(cast: Cast) -> None:
    hold(cast.jinan_institution, MUNICIPAL, until=date(2027, 9, 30))
    with pytest.raises(RuleBroken) as broken:
        make_application(cast.jinan_institution)
    assert codes_of(broken) == {"still_held"}
    with time_machine.travel("2027-05-10 10:00+08:00", tick=False):
        verify(make_application(cast.jinan_institution))
    old, new = Recognition.objects.filter(institution=cast.jinan_institution).order_by("valid_from")
    assert (old.ended_on, new.ended_on) == (new.valid_from, None)


def test_a_recognition_is_withdrawn_with_a_reason_by_the_organ_that_gave_it(cast: Cast) -> None:
    row = verify(make_application(cast.jinan_institution))
    with pytest.raises(RuleBroken):
        recognising.withdraw(row.pk, by=cast.actor("jinan"), version=row.trail_seq, reason="x")
    row = recognising.withdraw(row.pk, by=cast.actor("jinan"), version=row.trail_seq, reason=WHY)
    assert row.state == "withdrawn" and held(cast, MUNICIPAL) == []
    hold(cast.jinan_institution, MUNICIPAL)
    row = decide(verify(make_application(cast.jinan_institution, PROVINCIAL)))
    with pytest.raises(RuleBroken) as broken:
        recognising.withdraw(row.pk, by=cast.actor("jinan"), version=row.trail_seq, reason=WHY)
    assert codes_of(broken) == {"other_organ"}
    recognising.withdraw(row.pk, by=cast.actor("province"), version=row.trail_seq, reason=WHY)
    assert held(cast, PROVINCIAL) == []
    assert verified_trail().sound


@pytest.mark.parametrize(("who", "act"), [("jinan_clerk", "apply"), ("qingdao", "verify"), ("jinan_head", "verify")])
def test_who_does_not_hold_the_verb_or_the_place_does_nothing(cast: Cast, who: str, act: str) -> None:
    if act == "apply":
        with pytest.raises(NotAllowed):
            make_application(cast.jinan_institution, by=cast.actor(who))
    else:
        row = make_application(cast.jinan_institution)
        with pytest.raises(NotAllowed):
            verify(row, by=cast.actor(who))
    assert not Recognition.objects.exists()


def test_an_institution_applies_for_itself_only(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        make_application(cast.qingdao_institution, by=cast.actor("jinan_head"))


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_apply_at_the_same_moment_one_does(cast: Cast) -> None:
    with transaction.atomic():
        given = full_marks()
    by = cast.actor("jinan_head")
    answers = race(
        lambda: applying.apply_for(cast.jinan_institution.pk, by=by, kind=MUNICIPAL, given=given, statement="")
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["RecognitionApplication"] + ["RuleBroken"] * 7
    assert RecognitionApplication.objects.count() == 1
