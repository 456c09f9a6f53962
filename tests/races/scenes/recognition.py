"""Races about capability assessments, recognitions and experts."""

import time_machine
from django.utils import timezone

from appraisers.models import Appraiser
from governance.recognition.actions import (
    applying,
    appointing,
    assessing,
    contesting,
    grading,
    nominating_outsiders,
    recognising,
)
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.models import Expert, ExpertDraw
from tests.database import in_one_transaction
from tests.factories import assessments, experts, recognitions
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


def _person(cast: Cast) -> Appraiser:
    with in_one_transaction():
        return experts.certified(cast.jinan_institution)


def nominating(cast: Cast) -> Deed:
    person = _person(cast)
    by = cast.actor("jinan_head")
    grounds = "示例：主持省级课题"
    return lambda: appointing.nominate(person.pk, by=by, practice_code="FY-02", rank="member", grounds=grounds)


def nominating_from_outside(cast: Cast) -> Deed:
    given, by = experts.outside(), cast.actor("jinan")
    asked = {"practice_code": "FY-02", "rank": "member", "grounds": "示例：主编行业规范"}
    return lambda: nominating_outsiders.nominate_outside(given, by=by, **asked)


def employing(cast: Cast) -> Deed:
    with in_one_transaction():
        row = experts.make_outside_nomination(by=cast.actor("jinan"))
    by, now = cast.actor("province"), {"employer": "示例研究院", "title": "研究员", "field": "示例骨科"}
    return lambda: nominating_outsiders.record_employment(
        row.pk, by=by, version=row.trail_seq, reason=experts.WHY, **now
    )


def _expert(cast: Cast) -> Expert:
    return experts.appoint(_nomination(cast))


def _nomination(cast: Cast) -> Expert:
    person = _person(cast)
    return experts.make_nomination(cast.jinan_institution, appraiser=person)


def appointing_an_expert(cast: Cast) -> Deed:
    row, by = _nomination(cast), cast.actor("province")
    return lambda: appointing.appoint(row.pk, by=by, version=row.trail_seq, result="appointed")


def ending_a_term(cast: Cast) -> Deed:
    row, by = _expert(cast), cast.actor("province")
    return lambda: appointing.end(row.pk, by=by, version=row.trail_seq, reason=experts.WHY)


def going_away(cast: Cast) -> Deed:
    row, by = _expert(cast), cast.actor("jinan_head")
    return lambda: appointing.set_availability(
        row.pk, by=by, version=row.trail_seq, available=False, reason=experts.WHY
    )


def promising(cast: Cast) -> Deed:
    for _each in range(2):
        _expert(cast)
    by, given = cast.actor("province"), experts.opening()
    house = cast.qingdao_institution.pk
    return lambda: drawing.open_draw(house, given, by=by)


def _promised(cast: Cast) -> ExpertDraw:
    with time_machine.travel("2026-10-01 10:00+08:00", tick=False):
        for _each in range(3):
            _expert(cast)
        return drawing.open_draw(cast.qingdao_institution.pk, experts.opening(), by=cast.actor("province"))


def drawing_experts(cast: Cast) -> Deed:
    row, by = _promised(cast), cast.actor("province")
    return lambda: drawing.draw(row.pk, by=by, version=row.trail_seq, value="12345")


def replacing_an_expert(cast: Cast) -> Deed:
    by = cast.actor("province")
    row = experts.draw(_promised(cast), by=by)
    return lambda: drawing.replace(row.pk, by=by, version=row.trail_seq, place=1, reason=experts.WHY)


def evaluating(cast: Cast) -> Deed:
    by = cast.actor("province")
    row = experts.draw(_promised(cast), by=by)
    given = experts.marks(row)
    return lambda: drawing.evaluate(row.pk, by=by, version=row.trail_seq, given=given)


SCENES = (
    Scene("experts.nominate", nominating),
    Scene("experts.nominate_outside", nominating_from_outside, events=3),
    Scene("experts.employment", employing, events=2),
    Scene("experts.appoint", appointing_an_expert),
    Scene("experts.end", ending_a_term),
    Scene("experts.availability", going_away),
    Scene("expert_draws.open", promising, keyed=True),
    Scene("expert_draws.draw", drawing_experts),
    Scene("expert_draws.replace", replacing_an_expert),
    Scene("expert_draws.evaluate", evaluating),
    Scene("recognition.apply", applying_for),
    Scene("recognition.verify", verifying, events=2),
    Scene("recognition.decide", deciding, events=2),
    Scene("recognition.withdraw", withdrawing, events=2),
    Scene("assessment.open", opened_round),
    Scene("assessment.object", objecting),
    Scene("assessment.settle", settling),
    Scene("assessment.publish", publishing),
)
