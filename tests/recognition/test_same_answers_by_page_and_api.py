"""Every act of recognition does the same by its page and by the API, and is refused with the same findings."""

from typing import Any

import pytest

from appraisers.models import Appraiser
from governance.recognition.models import Assessment, AssessmentRound, Expert, ExpertDraw, RecognitionApplication
from institutions.models import Institution
from tests.factories import assessments
from tests.factories.assessments import LINE, assessment_of, make_round, past_round
from tests.factories.experts import (
    certified,
    draw,
    make_draw,
    make_expert,
    make_nomination,
    make_outside_expert,
    make_outside_nomination,
)
from tests.factories.recognitions import MUNICIPAL, PROVINCIAL, full_marks, hold, make_application, verify
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare

WHY = "示例：依据第1号决定"
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}


class Year(Scene):
    """The capability assessment of 2026, and that of the institution in Jinan."""

    tables = ("recognition", "institutions")
    drawn = frozenset({"plan", "commitment", "salt"})  # a draw is its own object, named by its id

    def nothing(self) -> None:
        """An act that begins something."""

    def opened(self) -> None:
        make_round()

    def round(self) -> AssessmentRound:
        return make_round()

    def over(self) -> AssessmentRound:
        return past_round()

    def ordered(self) -> AssessmentRound:
        row = past_round()
        from governance.recognition.actions import grading

        return grading.publish(row.pk, by=self.actor("province"), version=row.trail_seq, reason=WHY)

    def assessment(self) -> Assessment:
        return assessment_of(self.cast.jinan_institution)

    def too_late(self) -> Assessment:
        past_round()
        return self.assessment()

    def objected(self) -> Assessment:
        return assessments.object_to(self.assessment(), by=self.actor("jinan_head"))

    def application(self) -> RecognitionApplication:
        return make_application(self.cast.jinan_institution)

    def applied(self) -> None:
        self.application()

    def verified(self) -> RecognitionApplication:
        hold(self.cast.jinan_institution, MUNICIPAL)
        return verify(make_application(self.cast.jinan_institution, PROVINCIAL))

    def recognised(self) -> RecognitionApplication:
        return verify(self.application())

    def house(self) -> Institution:
        for _each in range(3):
            make_expert(self.cast.qingdao_institution)
        return self.cast.jinan_institution

    def person(self) -> Appraiser:
        return certified(self.cast.jinan_institution)

    def nominated_person(self) -> Appraiser:
        return Appraiser.objects.get(expertise=self.nomination())

    def from_outside(self) -> Expert:
        return make_outside_nomination(by=self.actor("jinan"))

    def named_already(self) -> None:
        self.from_outside()

    def outside_expert(self) -> Expert:
        return make_outside_expert(by=self.actor("jinan"))

    def nomination(self) -> Expert:
        return make_nomination(self.cast.jinan_institution)

    def expert(self) -> Expert:
        return make_expert(self.cast.jinan_institution)

    def promised(self) -> ExpertDraw:
        return make_draw(self.cast.jinan_institution, by=self.actor("jinan"), at=self.cast.qingdao_institution)

    def at_work(self) -> ExpertDraw:
        return draw(self.promised(), by=self.actor("jinan"))

    def settled(self) -> Assessment:
        return assessments.settle(self.objected(), by=self.actor("jinan"))


def beside_the_line(_scene: Year, _row: Assessment, given: Given) -> Given:
    return {f"why_{LINE}": given["reason"], "statement": given["statement"]}


def as_lines(_scene: Year, _row: Assessment, given: Given) -> Given:
    return {"lines": [{"code": LINE, "reason": given["reason"]}], "statement": given["statement"]}


def on_the_form(_scene: Year, _row: Assessment, given: Given) -> Given:
    return {f"{name}_{LINE}": value for name, value in given.items() if value}


def as_rulings(_scene: Year, _row: Assessment, given: Given) -> Given:
    return {"rulings": [{"code": LINE, **given}]}


DATES = {"year": 2026, "objections_until": "2026-12-09", "settled_until": "2026-12-23"}
OBJECTED = {"reason": "示例：证书见附件", "statement": "示例：请予复核"}
RULED = {"ruling": "corrected", "figure": "1", "reason": "示例：证书经核对有效"}
PROVINCE = (("jinan", 403), ("jinan_clerk", 403))
ACTS: tuple[Act, ...] = (
    Act(
        "assessment_open", "api_assessment_rounds", "province", Year.nothing, DATES, "assessment.open",
        amiss=(
            {"year": 2020}, {"year": 2027}, {"objections_until": "2026-11-26"}, {"settled_until": "2026-12-01"},
            {"settled_until": "2029-12-01"},
        ),
        wrong=(Year.opened,), strangers=PROVINCE, versioned=False,
    ),
    Act(
        "assessment_publish", "api_assessment_rounds_publish", "province", Year.over, {"reason": WHY},
        "assessment.publish", "publishing", amiss=(SHORT, LONG), wrong=(Year.round, Year.ordered), strangers=PROVINCE,
    ),
    Act(
        "assessment_object", "api_assessments_object", "jinan_head", Year.assessment, OBJECTED, "assessment.object",
        "objected", amiss=(SHORT, LONG, {"statement": "长" * 2_001}),
        wrong=(Year.too_late, Year.objected, Year.settled), strangers=(("jinan_clerk", 403), ("jinan", 403)),
        typed=beside_the_line, sent=as_lines, names={"reason": ""},
    ),
    Act(
        "assessment_settle", "api_assessments_settle", "jinan", Year.objected, RULED, "assessment.settle", "settled",
        amiss=(SHORT, LONG, {"figure": ""}, {"figure": "viel"}, {"ruling": ""}),
        wrong=(Year.assessment, Year.settled), strangers=(("qingdao", 404), ("jinan_clerk", 403)),
        typed=on_the_form, sent=as_rulings,
    ),
)  # fmt: skip


def on_the_checklist(scene: Year, row: Any, given: Given) -> Given:
    said = {name: value for name, value in given.items() if name != "points"}
    for code, each in full_marks(_kind(row, given), BZ_01=given["points"]).items():
        said |= {f"points_{code}": each.points, f"note_{code}": each.note}
    return said


def as_points(scene: Year, row: Any, given: Given) -> Given:
    said = {name: value for name, value in given.items() if name != "points"}
    marks = full_marks(_kind(row, given), BZ_01=given["points"])
    return {**said, "lines": [{"code": code, "points": each.points, "note": each.note} for code, each in marks.items()]}


def _kind(row: Any, given: Given) -> str:
    return str(given.get("kind") or row.kind)


FIT = {"points": "8", "result": "fit", "reason": ""}
ACTS += (
    Act(
        "recognition_apply", "api_recognition_applications", "jinan_head", Year.nothing,
        {"kind": MUNICIPAL, "points": "8", "statement": "示例：请予认定"}, "recognition.apply",
        amiss=({"points": "9"}, {"points": ""}, {"points": "x"}, {"statement": "长" * 2_001}),
        wrong=(Year.applied,), strangers=(("jinan_clerk", 403), ("jinan", 403)), typed=on_the_checklist, sent=as_points,
        versioned=False, names={"kind": "", "points": ""},
    ),
    Act(
        "recognition_verify", "api_recognition_applications_verify", "jinan", Year.application, FIT,
        "recognition.verify", "granted", amiss=({"points": "9"}, SHORT, LONG, {"result": "unfit"}),
        wrong=(Year.verified,), strangers=(("qingdao", 404), ("jinan_clerk", 403)), typed=on_the_checklist,
        sent=as_points, names={"points": ""},
    ),
    Act(
        "recognition_decide", "api_recognition_applications_decide", "province", Year.verified,
        {"result": "fit", "reason": ""}, "recognition.decide", "granted", amiss=(SHORT, LONG, {"result": "unfit"}),
        wrong=(Year.application,), strangers=PROVINCE,
    ),
    Act(
        "recognition_withdraw", "api_recognition_applications_withdraw", "jinan", Year.recognised, {"reason": WHY},
        "recognition.withdraw", "withdrawn", amiss=(SHORT, LONG), wrong=(Year.application,),
        strangers=(("qingdao", 404), ("jinan_clerk", 403)),
    ),
)  # fmt: skip


def places(scene: Year, row: ExpertDraw, given: Given) -> Given:
    said: Given = {}
    for seat in row.seats.filter(state="drawn"):
        said |= {
            f"mark_{seat.place}": given["mark"] if seat.place == 1 else "good",
            f"note_{seat.place}": given["note"],
        }
    return said


def as_marks(scene: Year, row: ExpertDraw, given: Given) -> Given:
    seats = row.seats.filter(state="drawn")
    return {
        "marks": [
            {"place": seat.place, "mark": given["mark"] if seat.place == 1 else "good", "note": given["note"]}
            for seat in seats
        ]
    }


def as_radio(scene: Year, row: Expert, given: Given) -> Given:
    return {**given, "available": "yes" if given["available"] else "no"}


NOMINATION = {"practice_code": "FY-02", "rank": "member", "grounds": "示例：主持省级课题"}
OUTSIDE = {
    "name": "示例外部专家", "identity_number": "", "employer": "示例大学附属医院", "title": "主任医师",
    "field": "示例骨科", "contact": "0531-00000000", "city_code": "370100", **NOMINATION,
}  # fmt: skip
OPENING = {
    "matter": "示例：现场评审", "practice_code": "FY-02", "size": 2, "seed_source": "示例：某彩票第1期",
    "seed_on": "2026-12-01",
}  # fmt: skip
ORGAN = (("qingdao", 404), ("jinan_clerk", 403))
ACTS += (
    Act(
        "expert_nominate", "api_appraisers_nominate", "jinan_head", Year.person, NOMINATION, "experts.nominate",
        amiss=({"practice_code": "FY-05"}, {"grounds": "x"}, {"grounds": "长" * 2_001}),
        wrong=(Year.nominated_person,), strangers=(("qingdao", 404), ("jinan_clerk", 403)), versioned=False,
        names={"rank": ""},
    ),
    Act(
        "expert_nominate_outside", "api_experts", "jinan", Year.nothing, OUTSIDE, "experts.nominate_outside",
        amiss=(
            {"name": "长" * 61}, {"employer": "长" * 201},
            {"title": "长" * 61}, {"identity_number": "x"}, {"city_code": "370200"}, {"practice_code": "XX"},
            {"rank": "leading", "title": "主治医师"}, {"grounds": "x"}, {"grounds": "长" * 2_001},
        ),
        wrong=(Year.named_already,), strangers=(("jinan_head", 403), ("jinan_clerk", 403)), versioned=False,
    ),
    Act(
        "expert_employment", "api_experts_employment", "jinan", Year.from_outside,
        {"employer": "示例研究院", "title": "研究员", "field": "示例骨科", "contact": "", "reason": WHY},
        "experts.employment",
        amiss=(SHORT, LONG, {"employer": "长" * 201}),
        wrong=(Year.nomination,), strangers=(("qingdao", 404), ("jinan_head", 403)),
    ),
    Act(
        "expert_availability", "api_experts_availability", "jinan", Year.outside_expert,
        {"available": False, "reason": WHY}, "experts.availability", amiss=(SHORT, LONG), wrong=(Year.expert,),
        strangers=(("qingdao", 404), ("jinan_clerk", 403)), typed=as_radio,
    ),
    Act(
        "expert_appoint", "api_experts_appoint", "province", Year.nomination, {"result": "appointed", "reason": ""},
        "experts.appoint", "appointed", amiss=(SHORT, LONG, {"result": "declined"}), wrong=(Year.expert,),
        strangers=(("jinan", 403), ("jinan_clerk", 403)),
    ),
    Act(
        "expert_availability", "api_experts_availability", "jinan_head", Year.expert,
        {"available": False, "reason": WHY}, "experts.availability", amiss=(SHORT, LONG), wrong=(Year.nomination,),
        strangers=(("qingdao", 404), ("jinan_clerk", 403)), typed=as_radio,
    ),
    Act(
        "expert_end", "api_experts_end", "province", Year.expert, {"reason": WHY}, "experts.end", "ended",
        amiss=(SHORT, LONG), wrong=(Year.nomination,), strangers=(("jinan", 403), ("jinan_clerk", 403)),
    ),
    Act(
        "expert_draw_new", "api_institutions_expert_draws", "jinan", Year.house, OPENING, "expert_draws.open",
        amiss=(
            {"matter": "x"}, {"practice_code": "XX"}, {"size": 0}, {"size": 10}, {"size": 5}, {"seed_source": "x"},
            {"seed_on": "2026-11-25"}, {"seed_on": "2027-02-01"},
        ),
        strangers=(("qingdao", 404), ("jinan_clerk", 403)), versioned=False,
    ),
    Act(
        "expert_draw_draw", "api_expert_draws_draw", "jinan", Year.promised, {"value": "12345"}, "expert_draws.draw",
        "drawn", amiss=({"value": "长" * 201},), wrong=(Year.at_work,), strangers=ORGAN,
    ),
    Act(
        "expert_draw_replace", "api_expert_draws_replace", "jinan", Year.at_work, {"place": 1, "reason": WHY},
        "expert_draws.replace", amiss=(SHORT, LONG), strangers=ORGAN,
    ),
    Act(
        "expert_draw_evaluate", "api_expert_draws_evaluate", "jinan", Year.at_work, {"mark": "good", "note": WHY},
        "expert_draws.evaluate", "closed", amiss=({"mark": "poor", "note": ""}, {"mark": ""}, {"note": "长" * 501}),
        wrong=(Year.promised,), strangers=ORGAN, typed=places, sent=as_marks, names={"mark": "", "note": ""},
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Year(cast), act)
