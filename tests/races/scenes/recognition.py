"""Races about capability assessments and recognitions."""

from django.utils import timezone

from governance.recognition.actions import applying, assessing, contesting, grading, recognising
from tests.factories import assessments, recognitions
from tests.people import Cast
from tests.races.kit import Deed, Scene


def opened_round(cast: Cast) -> Deed:
    dates, by = assessments.dates_of(2026, timezone.localdate()), cast.actor("province")
    return lambda: assessing.open_round(dates, by=by)


def objecting(cast: Cast) -> Deed:
    row, by = assessments.assessment_of(cast.jinan_institution), cast.actor("jinan_head")
    return lambda: contesting.object_to(row.pk, by=by, version=row.trail_seq, objections=assessments.OBJECTIONS)


def settling(cast: Cast) -> Deed:
    row = assessments.object_to(assessments.assessment_of(cast.jinan_institution))
    by = cast.actor("jinan")
    return lambda: contesting.settle(row.pk, by=by, version=row.trail_seq, rulings=assessments.CORRECTED)


def publishing(cast: Cast) -> Deed:
    row, by = assessments.past_round(), cast.actor("province")
    return lambda: grading.publish(row.pk, by=by, version=row.trail_seq, reason=assessments.WHY)


def applying_for(cast: Cast) -> Deed:
    given, by = recognitions.full_marks(), cast.actor("jinan_head")
    house = cast.jinan_institution.pk
    return lambda: applying.apply_for(house, by=by, kind=recognitions.MUNICIPAL, given=given)


def verifying(cast: Cast) -> Deed:
    row, by = recognitions.make_application(cast.jinan_institution), cast.actor("jinan")
    given = recognitions.full_marks()
    return lambda: recognising.verify(row.pk, by=by, version=row.trail_seq, given=given, result="fit")


def deciding(cast: Cast) -> Deed:
    recognitions.hold_apart(cast.jinan_institution, recognitions.MUNICIPAL)
    row = recognitions.verify(recognitions.make_application(cast.jinan_institution, recognitions.PROVINCIAL))
    by = cast.actor("province")
    return lambda: recognising.decide(row.pk, by=by, version=row.trail_seq, result="fit")


def withdrawing(cast: Cast) -> Deed:
    row = recognitions.verify(recognitions.make_application(cast.jinan_institution))
    by = cast.actor("jinan")
    return lambda: recognising.withdraw(row.pk, by=by, version=row.trail_seq, reason=recognitions.WHY)


SCENES = (
    Scene("recognition.apply", applying_for),
    Scene("recognition.verify", verifying, events=2),
    Scene("recognition.decide", deciding, events=2),
    Scene("recognition.withdraw", withdrawing, events=2),
    Scene("assessment.open", opened_round),
    Scene("assessment.object", objecting),
    Scene("assessment.settle", settling),
    Scene("assessment.publish", publishing),
)
