"""Races about capability assessments."""

from django.utils import timezone

from governance.recognition.actions import assessing, contesting, grading
from tests.factories import assessments
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


SCENES = (
    Scene("assessment.open", opened_round),
    Scene("assessment.object", objecting),
    Scene("assessment.settle", settling),
    Scene("assessment.publish", publishing),
)
